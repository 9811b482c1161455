"""Making a drawn year so, through the product's own actions: places, people, rolls, then registers session by session."""
