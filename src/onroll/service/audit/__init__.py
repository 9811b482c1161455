"""What was done, by whom, in one readable sentence each. No foreign keys: deleting a thing never deletes its history."""
