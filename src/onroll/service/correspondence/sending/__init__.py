"""By what messages go: the outbox, a mail server, GOV.UK Notify; one interface."""
