"""Leave of absence: asked for in advance, for all the children of a family at once, and decided for each."""
