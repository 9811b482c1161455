"""Who else is told of an absence nobody has explained: on the day, with a receipt, and asked again where none comes.

The guidance has a pupil's social worker and youth justice worker told of unexplained absence (Working together to improve
school attendance, paragraph 52); that the Virtual School and a pupil's other school are told on the day as well is a choice
of Onroll's own (`law.follow_up`). A notice goes by email through `correspondence`, or is recorded as told by phone. Records
here only grow.
"""
