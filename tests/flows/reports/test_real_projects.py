"""The speech over real projects: evidence withdrawn moves today's figures and never what was published."""

from datetime import date
from decimal import Decimal

import pytest

from zhuchao.ledger.flows import void_fact
from zhuchao.projects.flows import withdraw_paper
from zhuchao.projects.models import ContractFact, PaperFact
from zhuchao.reports import flows, selectors

pytestmark = pytest.mark.django_db
STAGES = ("intent", "talks", "signed", "registered", "sited")


@pytest.fixture
def landed(make_project, advance, sign):
    """``landed(name, day, stages=STAGES, **contract)``: a project that signed and went as far as the stages."""

    def made(name, day, stages=STAGES, **contract):
        code = make_project(name=name)
        for stage in stages:
            if stage == "signed":
                sign(code, signed_on=day, **contract)
            advance(code, stage, day)
        return code

    return made


@pytest.fixture
def projects(landed):
    """Three that signed in March, June and September 2025; the first two landed."""
    return [
        landed("示例项目甲", date(2025, 3, 3)),
        landed("示例项目乙", date(2025, 6, 3), amount_wan=Decimal(8000)),
        landed("示例项目丙", date(2025, 9, 3), STAGES[:3]),
    ]


def values(filled):
    """What each blank of a filled report came to."""
    return {key: figure.value for key, figure in filled.figures.items()}


def withdraw_lease(actors, code):
    """The lease of a landed project turns out not to stand."""
    lease = PaperFact.objects.get(subject=code, what="lease_contract")
    withdraw_paper(actor=actors["officer"], code=code, fact=lease.code, reason="示例：租赁合同未生效")


def test_withdrawn_evidence_changes_the_speech(projects, actors, drafter, ask):
    """B9 falls by one, B10 follows, the document is another one."""
    before = selectors.fill(drafter, ask())
    assert values(before) | {"B5": 3, "B9": 2, "B10": Decimal("66.7"), "B8": Decimal("3.20")} == values(
        before
    )
    withdraw_lease(actors, projects[0])
    after = selectors.fill(drafter, ask())
    assert values(after) | {"B5": 3, "B9": 1, "B10": Decimal("33.3")} == values(after)
    assert set(before.figures["B9"].rows) - set(after.figures["B9"].rows) == {projects[0]}
    assert selectors.word_file(before.body()) != selectors.word_file(after.body())


def test_the_checks_are_made_on_real_rows(projects, drafter, ask):
    """Sums are added up row by row and nothing is left uncompared."""
    checks = selectors.fill(drafter, ask()).checks
    assert {c.ok for c in checks} == {True}, checks
    assert "逐项相加3.2亿元" in next(c.said for c in checks if c.kind == "sum_of")


def test_one_contract_under_two_offices_may_not_be_checked(projects, drafter, ask, sign, make_project):
    """The same text under two offices, which the flow refuses, stops the report should it ever be in the books."""
    number = ContractFact.objects.get(subject=projects[0]).number
    twin = make_project("other_officer", name="示例项目丁", uscc="")
    fact = sign(twin, "other_officer", signed_on=date(2025, 3, 3))
    ContractFact.objects.filter(code=fact).update(number=number)
    check = next(c for c in selectors.fill(drafter, ask()).checks if c.kind == "counted_once")
    assert check.ok is False and projects[0] in check.said


def test_the_window_of_signing_ends_before_the_day(projects, drafter, ask):
    """B15 and B16 of those signed until June, as things stand at the end of October 2026."""
    filled = selectors.fill(drafter, ask(window_from=date(2025, 4, 1), window_to=date(2025, 6, 30)))
    assert filled.figures["B15"].rows == filled.figures["B16"].rows == (projects[1],)
    assert filled.figures["B15"].as_of == filled.figures["B16"].as_of == date(2026, 10, 31)


def test_a_published_issue_keeps_its_numbers(projects, actors, drafter, ask):
    """Frozen and recomputed as known then they are the same for good; today's figure moves with every fact."""
    code = flows.draft_issue(actor=drafter, ask=ask())
    flows.check_issue(actor=drafter, code=code)
    flows.sign_issue(actor=actors["centre"], code=code)
    flows.publish_issue(actor=actors["centre"], code=code)
    frozen, name = selectors.issue_word(drafter, code)
    assert selectors.reopened(drafter, code).same
    contract = ContractFact.objects.get(subject=projects[2], what="formal")
    kind = ContractFact._meta.db_table
    void_fact(actor=actors["officer"], kind=kind, code=contract.code, reason="示例：合同未生效")
    withdraw_lease(actors, projects[1])
    again = selectors.reopened(drafter, code)
    assert again.same
    told = {f.blank: f for f in again.figures}
    assert (told["B5"].frozen, told["B5"].known_then, told["B5"].today) == ("3 个", "3 个", "2 个")
    assert (told["B9"].frozen, told["B9"].known_then, told["B9"].today) == ("2 个", "2 个", "1 个")
    assert told["B10"].changed_today
    assert selectors.issue_word(drafter, code) == (frozen, name)
