"""Tables into records: a file is judged before its rows, rows before records. Pure: what is known is handed in."""
