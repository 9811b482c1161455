"""What is asked of education elsewhere: the providers of a school, one of them, a day of one, and what is due."""
