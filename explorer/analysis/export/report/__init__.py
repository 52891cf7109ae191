"""The report of one review: a single HTML file that opens without a network."""

from explorer.analysis.export.report.gather import Report, gather_report
from explorer.analysis.export.report.look import LIGHT, ReportLook
from explorer.analysis.export.report.page import report_html

__all__ = ["LIGHT", "Report", "ReportLook", "gather_report", "report_html"]
