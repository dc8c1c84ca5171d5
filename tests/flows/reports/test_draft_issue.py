"""A draft is a filled report on what is known at one moment."""

import datetime

import pytest

from zhuchao.ledger.models import AuditEvent
from zhuchao.reports import flows, selectors
from zhuchao.reports.models import Issue, IssueFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def spans(body):
    return {s["blank"]: s["text"] for line in body["lines"] for s in line["spans"] if s["blank"]}


def test_works_and_every_blank_that_has_a_book_carries_a_value(book, drafter, ask):
    code = flows.draft_issue(actor=drafter, ask=ask())
    its = selectors.issue_file(drafter, code)
    told = spans(its.body)
    assert told["B5"] == "10个" and told["B9"] == "6个" and told["B10"] == "60%"
    assert told["B8"] == "16.5亿元" and told["B7"] == "7个" and told["B16"] == "2个"
    assert told["B3"] == "2021年1月1日" and told["B6"] == "1亿元"
    assert "示例P0号项目" in told["B2"] and told["B2"].endswith("等10个项目")
    for key in ("B11", "B12", "B13", "B17", "B18"):
        assert told[key].startswith("无法核实") and "尚未建立" in told[key]
    assert its.row.state == "draft" and its.whole and its.body["characters"] <= 4000
    assert all(c["ok"] for c in its.body["checks"])
    assert IssueFact.objects.get(subject=code).value["checksum"] == its.row.checksum
    assert AuditEvent.objects.filter(record=f"issue:{code}", verb="起草报告").exists()


def test_works_narrowed_to_the_own_office_for_whoever_sees_no_more(book, actors, ask):
    code = flows.draft_issue(actor=actors["officer"], ask=ask())
    its = Issue.objects.get(code=code)
    assert (its.office_code, its.scope) == ("T1", "T1")
    assert its.body["figures"]["B5"]["value"] == 6
    # The centre recomputes the same, although it sees more.
    assert selectors.reopened(actors["centre"], code).same


def test_refuses_impossible_questions_all_at_once(book, drafter, ask):
    tomorrow = datetime.date.today() + datetime.timedelta(days=2)
    with pytest.raises(Refused) as told:
        flows.draft_issue(
            actor=drafter,
            ask=ask(
                as_of=tomorrow, period_from=tomorrow + datetime.timedelta(days=1), threshold="2", profile="x"
            ),
        )
    assert {r.rule for r in told.value.refusals} == {
        "reports.period",
        "reports.future",
        "reports.window",
        "reports.threshold",
        "reports.profile",
    }
    with pytest.raises(Refused):
        flows.draft_issue(actor=drafter, ask=ask("没有的模板"))
    with pytest.raises(Refused):
        future = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
        flows.draft_issue(actor=drafter, ask=ask(known_at=future))
    assert not Issue.objects.exists()


@pytest.mark.parametrize("name", ["leader", "assessor", "system_admin", "audit_admin"])
def test_forbids_readers_and_administrators(book, actors, ask, name):
    with pytest.raises(Refused) as told:
        flows.draft_issue(actor=actors[name], ask=ask())
    assert told.value.forbidden


def test_forbids_an_office_out_of_sight(book, actors, ask):
    with pytest.raises(Refused) as told:
        flows.draft_issue(actor=actors["officer"], ask=ask(office="T2"))
    assert told.value.forbidden
