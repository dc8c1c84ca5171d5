"""The same invented company under two codes, for tests of merging."""

import datetime

import pytest

from zhuchao.terms import uscc


def credit_code(number):
    first = f"91990000{number:09d}"
    return first + uscc.check_character(first)


A, B = credit_code(901), credit_code(902)


@pytest.fixture
def pair(actors):
    """The same company under two codes, each with a contact."""
    from zhuchao.companies.models import Company, Contact
    from zhuchao.companies.store import master
    from zhuchao.ledger.store import recording

    with recording(actors["officer"]) as book:
        for code, name in ((A, "绍兴市柯桥区示例凤鸣纺织有限公司"), (B, "绍兴示例凤鸣纺织有限责任公司")):
            values = master.Values(
                code, name, "enterprise", "330603", "330600", address="绍兴市柯桥区示例路88号"
            )
            master.create(book, values, office="T1", from_registry=False, on=datetime.date(2026, 1, 5))
    for code in (A, B):
        Contact.objects.create(
            company=Company.objects.get(uscc=code),
            purpose="招商洽谈",
            office_code="T1",
            created_at=datetime.datetime(2026, 1, 5, tzinfo=datetime.UTC),
        )
    return A, B


def lead(code, state="open"):
    from zhuchao.engagements.models import Lead

    day = datetime.date(2026, 1, 5)
    dates = dict.fromkeys(("opened_on", "answer_due", "judge_due", "active_on", "report_due"), day)
    return Lead.objects.create(
        uscc=code, company_name="示例", source="visit", office_code="T1", state=state, **dates
    )
