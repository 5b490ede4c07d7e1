"""The `roadweek` command: parses words, calls the library's use cases, prints for people or as JSON."""
