"""Open a flat table: one file or a folder of parts, CSV or Parquet, judged before anything is counted."""

from onroll.analysis.opening.files import Files, find_files
from onroll.analysis.opening.rows import refuse_bad_rows
from onroll.analysis.opening.views import OpenTable, open_table

__all__ = ["Files", "OpenTable", "find_files", "open_table", "refuse_bad_rows"]
