"""``zhuchao report``: fill a template, carry an issue to publication, fill the superior's forms."""

from zhuchao.reports.cli import forms, issues
from zhuchao.reports.cli.group import report

__all__ = ["forms", "issues", "report"]
