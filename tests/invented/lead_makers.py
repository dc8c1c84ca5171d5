"""Leads, introducers and agency contracts to work with."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.terms import uscc


def credit_code(n):
    """An invented, valid credit code; the division 990000 exists nowhere."""
    first = f"91990000{n:09d}"
    return first + uscc.check_character(first)


@pytest.fixture
def make_lead(actors):
    """Register a lead through the flow; by default by the officer of 示例街道一."""
    from zhuchao.engagements.flows import open_lead

    def made(n=1, actor="officer", source="visit", **more):
        return open_lead(
            actor=actors[actor],
            uscc=credit_code(n),
            company_name=f"示例{n}号织造有限公司",
            source=source,
            **more,
        )

    return made


@pytest.fixture
def become_project(actors):
    """End a lead as the opening of a project does; by default in the name of the officer of 示例街道一."""

    def became(code, actor="officer"):
        from zhuchao.engagements import selectors, store
        from zhuchao.ledger.store import recording

        lead = selectors.row_for(actors[actor], code)
        with recording(actors[actor]) as book:
            store.close_as_project(book, lead, project_code="ZS-1", on=timezone.localdate())

    return became


@pytest.fixture
def age():
    """Make a lead as old as if nothing was reported on it for so many days."""
    from zhuchao.engagements.models import Lead

    def aged(code, days):
        day = timezone.localdate() - timedelta(days=days)
        Lead.objects.filter(code=code).update(
            opened_on=day, active_on=day, report_due=day + timedelta(days=14)
        )

    return aged


@pytest.fixture
def make_introducer(actors):
    """Enter a chamber of the company master as an introducer; by default by the officer of 示例街道一."""
    from zhuchao.companies.flows import add_company
    from zhuchao.engagements.flows import add_introducer

    def made(n=900, actor="officer", kind="chamber", **more):
        code = credit_code(n)
        add_company(actor=actors["centre"], uscc=code, name=f"示例{n}号商会", kind=kind)
        return add_introducer(actor=actors[actor], uscc=code, purpose="介绍会员企业来访", **more)

    return made


@pytest.fixture
def pdf():
    """Makes a small file that is taken for a PDF; other text, other bytes."""
    return lambda text="示例": io.BytesIO(f"%PDF-1.4 {text}".encode())


@pytest.fixture
def make_contract(actors, make_introducer, pdf):
    """Enter an agency contract; by default of 示例街道一, signed at the beginning of this year."""
    from zhuchao.engagements.flows import sign_agency_contract

    def made(number="示例招商委托〔2026〕1号", actor="officer", introducer="", **more):
        today = timezone.localdate()
        given = {
            "channel": "chamber",
            "signed_on": date(today.year, 1, 1),
            "starts_on": date(today.year, 1, 1),
            "ends_on": today + timedelta(days=300),
            "fee_terms": "每签约一个亿元以上项目付 10 万元",
            "fee_wan": Decimal(30),
            "file": pdf(number),
            "file_name": "协议.pdf",
        } | more
        who = introducer or make_introducer()
        return sign_agency_contract(actor=actors[actor], introducer=who, number=number, **given)

    return made
