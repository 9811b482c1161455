"""How fast the service is: the figures of docs/performance.md, measured on a made-up school and printed as JSON."""
