"""What kind of thing each item of a plan is: a habit, a place for work, a total, a dated occasion, or work itself."""
