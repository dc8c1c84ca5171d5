"""The entries of reports in the navigation."""

from zhuchao.frame.menu import MenuItem
from zhuchao.terms.actor import Actor


def menu(actor: Actor) -> list[MenuItem]:
    """Reports and the superior's forms, for staff."""
    if not actor.is_staff:
        return []
    return [
        MenuItem("报告", "reports:issues", "报表", "report"),
        MenuItem("上级表格", "reports:forms", "报表", "file-spreadsheet", order=110),
    ]
