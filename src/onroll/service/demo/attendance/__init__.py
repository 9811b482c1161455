"""What happens at the demo's schools: a year of codes for every pupil, drawn to count as England's registers do.

`published` holds the official figures aimed at, `rates` gives each pupil a year's rate of absence, `spells` turns a rate
into days, and `school_year` gathers a school. `calibration` measures the outcome against what was aimed at.
"""
