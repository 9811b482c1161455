"""The casebook: the law as cases anyone can write and run.

A case is a plain mapping: a name, a rule, the facts given and the findings expected. This package judges cases; reading
them from YAML belongs to the command `onroll casebook`.
"""

from onroll.law.casebook.judging import Judged, judge, judge_all, unjudged
from onroll.law.casebook.registry import CaseRule, casebook_rules
from onroll.law.casebook.shapes import FaultyCase

__all__ = ["CaseRule", "FaultyCase", "Judged", "casebook_rules", "judge", "judge_all", "unjudged"]
