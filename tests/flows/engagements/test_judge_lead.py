"""研判."""

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import judge_lead
from zhuchao.engagements.models import LeadFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works_and_again(actors, make_lead):
    """A later verdict follows the earlier; both stand in the history."""
    code = make_lead()
    judge_lead(actor=actors["officer"], code=code, verdict="wait", reason="示例：等环评口径")
    judge_lead(actor=actors["office_head"], code=code, verdict="follow", reason="示例：口径已明")
    assert selectors.lead(actors["officer"], code).verdict_name == "继续跟进"
    assert [f.value["verdict"] for f in LeadFact.objects.filter(what="judged").order_by("pk")] == [
        "wait",
        "follow",
    ]


def test_refuses_uncoded_and_unreasoned(actors, make_lead):
    """The verdict is one of the list and has a reason."""
    code = make_lead()
    with pytest.raises(Refused) as refused:
        judge_lead(actor=actors["officer"], code=code, verdict="maybe", reason="")
    assert {r.field for r in refused.value.refusals} == {"verdict", "reason"}


def test_forbids(actors, make_lead):
    """Leaders read; other offices see nothing."""
    code = make_lead()
    for name in ("leader", "other_head"):
        with pytest.raises(Refused) as refused:
            judge_lead(actor=actors[name], code=code, verdict="follow", reason="示例")
        assert refused.value.forbidden
