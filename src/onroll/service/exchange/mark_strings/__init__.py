"""Marks as other systems print them: one string a pupil, or one row a mark under other names, by a saved column map."""
