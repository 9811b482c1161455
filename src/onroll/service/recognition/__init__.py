"""Recognition: praise and rewards that a school defines, fair to pupils absent through illness, disability or faith.

What it counts is the school's own choice. It is looked at before it is used: whom it leaves out (Equality Act 2010, section 19).
"""
