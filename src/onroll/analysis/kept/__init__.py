"""What was counted, kept in one small file, so that a page reads figures without counting them again."""

from onroll.analysis.kept.keeping import keep_counted
from onroll.analysis.kept.reading import Kept, NotKept, OfAnotherFormat, open_kept

__all__ = ["Kept", "NotKept", "OfAnotherFormat", "keep_counted", "open_kept"]
