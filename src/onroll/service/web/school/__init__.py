"""A school's pages, a folder a section: views, forms, and addresses."""
