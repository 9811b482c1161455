"""What is done about recognition: an award made, looked at, given, taken back."""
