"""What happens without anybody asking: registers close, plans are entered, files are read, old things are cleared away.

`onroll worker` runs it: a queue in the database, a schedule that each due moment of is kept once, and a reaper for jobs
whose worker was killed. Every job may be run twice with the effect of once.
"""
