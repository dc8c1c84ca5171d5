"""What a person can do with reports: one verb, one file, one transaction."""

from zhuchao.reports.flows.add_form import add_form
from zhuchao.reports.flows.check_issue import check_issue
from zhuchao.reports.flows.draft_issue import draft_issue
from zhuchao.reports.flows.fill_form import fill_form
from zhuchao.reports.flows.map_form import map_form
from zhuchao.reports.flows.publish_issue import publish_issue
from zhuchao.reports.flows.sign_issue import sign_issue
from zhuchao.reports.flows.take_issue import take_issue
from zhuchao.reports.flows.withdraw_issue import withdraw_issue

__all__ = [
    "add_form",
    "check_issue",
    "draft_issue",
    "fill_form",
    "map_form",
    "publish_issue",
    "sign_issue",
    "take_issue",
    "withdraw_issue",
]
