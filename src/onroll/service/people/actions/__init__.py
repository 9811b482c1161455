"""Everything that changes what is known of people. Import what you need from its file."""
