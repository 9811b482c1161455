"""Files of figures that the Department for Education publishes: read, and worked out again from their own counts."""
