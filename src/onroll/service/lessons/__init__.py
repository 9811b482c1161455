"""Lesson registers, where a school keeps them: its timetable, marks in lessons, pupils missing during the day.

A mark in a lesson never stands for a session (regulation 10(1)), and nothing here writes an entry of the attendance register.
"""
