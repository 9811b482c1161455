"""Part-time timetables: agreed with a parent, reviewed, ended on their day, and copied to the authority (regulation 11(6)).

The law's finding decides whether one may stand; only one that stands becomes a plan of the register, for the sessions it
leaves out and no others, and never beyond its last day.
"""
