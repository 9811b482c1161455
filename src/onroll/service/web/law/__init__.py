"""The law on pages, for everyone signed in: the codes, each rule, and a helper to choose a code."""
