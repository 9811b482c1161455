"""Registration groups: who is in them, who takes their registers, and making, renaming and ending them."""
