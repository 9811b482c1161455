"""What is done about a part-time timetable: proposed, signed, reviewed, copied to those who are told, ended."""
