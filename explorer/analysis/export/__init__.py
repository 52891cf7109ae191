"""What leaves the app: tables, animations, a report of one review."""

from explorer.analysis.export.apng import ApngWriter
from explorer.analysis.export.report import ReportLook, gather_report, report_html
from explorer.analysis.export.tables import trace_csv, write_csv, write_npz

__all__ = [
    "ApngWriter",
    "ReportLook",
    "gather_report",
    "report_html",
    "trace_csv",
    "write_csv",
    "write_npz",
]
