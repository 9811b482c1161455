"""What is done about lessons: the timetable, registers, pupils missing during the day."""
