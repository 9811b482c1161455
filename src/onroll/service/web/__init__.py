"""Pages, split by audience; a view makes one call into the domain."""
