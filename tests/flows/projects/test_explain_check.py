"""Answering a finding."""

from datetime import date

import pytest

from zhuchao.ledger.models import AuditEvent
from zhuchao.projects.flows import explain_check
from zhuchao.projects.models import OpinionFact
from zhuchao.projects.selectors import padding
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(make_project, sign):
    code = make_project()
    sign(code, signed_on=date(2025, 3, 3))
    return code


def test_works(actors, signed):
    """The finding stays, with what was said; the act is written down."""
    explain_check(actor=actors["officer"], code=signed, check="no_engagement", text=" 由上级推荐 ")
    found = next(f for f in padding.findings_of(actors["officer"], signed) if f.check == "no_engagement")
    assert [a.text for a in found.answers] == ["由上级推荐"]
    assert OpinionFact.objects.get(what="explanation").value["check"] == "no_engagement"
    assert AuditEvent.objects.filter(verb="说明核对提示", record=f"project:{signed}").exists()
    assert padding.marks(actors["officer"], [signed])[signed]


def test_refuses_what_is_not_found_and_what_says_nothing(actors, signed):
    """A check that found nothing, one that there is not, and an empty explanation."""
    for check, text, rule in (
        ("relocation", "有", "projects.no-finding"),
        ("other", "有", "projects.check"),
        ("no_engagement", " ", "projects.text"),
    ):
        with pytest.raises(Refused) as told:
            explain_check(actor=actors["officer"], code=signed, check=check, text=text)
        assert told.value.refusals[0].rule == rule
    assert not OpinionFact.objects.filter(what="explanation").exists()


def test_forbids_those_who_do_not_work_on_it(actors, signed):
    """Readers answer nothing; another office does not see it."""
    for who in ("leader", "assessor", "other_officer"):
        with pytest.raises(Refused):
            explain_check(actor=actors[who], code=signed, check="no_engagement", text="有")
