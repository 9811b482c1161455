"""A school's calendar: its year, its days, its session times, its authority's term dates."""
