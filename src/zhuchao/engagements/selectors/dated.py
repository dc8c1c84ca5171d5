"""Whether the rulebook reaches back to a day that somebody entered."""

from collections.abc import Iterable
from datetime import date

from zhuchao import rulebook
from zhuchao.terms.refusal import Refusal

#: What the clocks of a lead and its claim are judged by on the day it is registered.
LEAD_RULES = (
    "leads.answer-workdays",
    "leads.judge-workdays",
    "leads.expert-workdays",
    "leads.feedback-workdays",
    "leads.report-days",
    "leads.claim-lapse-days",
    "leads.sources",
)


def undated(rules: Iterable[str], *, on: date, field: str) -> list[Refusal]:
    """One refusal beside ``field`` when a rule has no version in force that day; none when all have one.

    The rule named is the first that is missing, with the first day from which it is known.
    """
    known = rulebook.all_rules()
    for name in rules:
        versions = [rule for rule in known if rule.id == name]
        if any(rule.in_force(on) for rule in versions):
            continue
        title = versions[0].title if versions else name
        since = f"，最早一版自 {versions[0].since} 起" if versions else ""
        told = f"规则库没有 {on} 有效的“{title}”{since}"
        then = "请核对日期；确属更早的记录，请系统管理员先在规则库补充当年的规则。"
        return [Refusal(name, told, then, field)]
    return []
