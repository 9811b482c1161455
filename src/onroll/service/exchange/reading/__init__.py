"""Bytes into tables. Pure: no database, and nothing guessed."""
