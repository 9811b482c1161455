"""What is done about education elsewhere: providers kept, checked and ended, pupils placed, answers given and accepted."""
