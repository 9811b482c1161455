"""What is done about duties: looking again, reminding, putting off, handing on, setting aside."""
