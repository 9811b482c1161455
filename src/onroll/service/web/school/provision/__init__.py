"""Education elsewhere: providers, their checks and pupils, and what they answered today."""
