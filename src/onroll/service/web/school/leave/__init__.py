"""Leave of absence: asked for, decided and told."""
