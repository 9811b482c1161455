"""The `onroll` command: one file a group of commands, each thin."""
