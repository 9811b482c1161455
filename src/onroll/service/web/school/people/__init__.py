"""People of a school: staff and their roles, pupils' families, people entered twice."""
