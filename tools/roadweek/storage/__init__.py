"""The workspace's SQLite database. All SQL of Roadweek lives here."""
