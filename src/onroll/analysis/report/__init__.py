"""`report.html`: one page of the figures, to send, read and print; no server, no script, nothing fetched."""

from onroll.analysis.report.figures import noted
from onroll.analysis.report.writing import write_report

__all__ = ["noted", "write_report"]
