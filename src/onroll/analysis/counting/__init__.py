"""Count the marks of a batch of schools into small tables that every measure is made of."""
