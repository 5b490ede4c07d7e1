"""The person's calendars over CalDAV: the account, reading it, writing our sessions to it, and the trips found in it.

From the outside in: `account` opens a server (`embedded` runs our own, under `supervisor`); `sync` and `drain` hold the
lease and the report; `reading` fetches and parses what changed, `writing` settles one event so that a crash or the
person's hand never doubles, loses or undoes it; `meeting` is what both share. `client` speaks to servers, `ical` to
the parsers; `events`, `busy` and `trips` turn sessions into iCalendar text and foreign text into busy times and trips.
"""
