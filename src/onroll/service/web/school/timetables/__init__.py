"""Part-time timetables: proposed, agreed, reviewed, told and ended."""
