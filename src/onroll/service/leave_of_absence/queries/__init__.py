"""What is asked of leave: the requests, each with what its decision rests on, and what became of it."""
