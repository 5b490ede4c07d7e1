"""The words of Roadweek as frozen types, and the pure rules that hold between them. No I/O, no clock, no randomness."""
