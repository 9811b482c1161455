"""The pages of figures: each makes a document of what was counted."""
