"""What is written down about an absence: each action one transaction, which refuses or writes, and records who."""
