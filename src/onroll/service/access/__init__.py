"""Who may do what, to whose record: permissions, roles as data, scope (scope or raise), sign-in, the log of looking."""
