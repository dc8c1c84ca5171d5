"""A lead becomes a project; what it knows comes along and it ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zhuchao.engagements.flows import accept_share, close_lead, open_lead, propose_share
from zhuchao.engagements.models import Lead
from zhuchao.projects import selectors
from zhuchao.projects.flows import open_from_lead
from zhuchao.projects.models import FieldFact, Project
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
USCC = "91330106MA2CFLDG4R"


@pytest.fixture
def lead(actors):
    """A lead of 示例街道一."""
    return open_lead(actor=actors["officer"], uscc=USCC, company_name="示例智能装备有限公司", source="visit")


def become(actors, lead, who="officer", **given):
    told = {"name": "示例智能装备项目", "klass": "emerging", "nature": "new", "form": "lease"}
    return open_from_lead(actor=actors[who], lead=lead, **(told | given))


def test_works(actors, lead):
    """Company, channel and office are the lead's; the lead ends as 达成意向 with the project's code."""
    code = become(actors, lead, fields={"total_wan": "1200"})
    project = Project.objects.get(code=code)
    assert (project.uscc, project.company_name, project.office_code) == (USCC, "示例智能装备有限公司", "T1")
    assert (project.channel, project.lead_code, project.fields) == ("visit", lead, {"total_wan": "1200"})
    ended = Lead.objects.get(code=lead)
    assert (ended.state, ended.outcome) == ("closed", "intent")
    assert code in ended.outcome_reason


def test_works_with_agreed_shares(actors, lead):
    """The credit two offices agreed on for the lead holds for the project, and the other office sees it."""
    asked = propose_share(
        actor=actors["office_head"], code=lead, office="T2", percent=30, note="示例：共同对接"
    )
    accept_share(actor=actors["other_head"], proposal=asked)
    code = become(actors, lead)
    project = selectors.row_for(actors["other_officer"], code)
    assert selectors.shares(project) == {"T2": 30}
    assert FieldFact.objects.get(subject=code, what="shares").value["v"] == {"T2": 30}


def test_refuses_a_lead_that_ended_and_a_day_before_it(actors, lead):
    """Told why; there is no project."""
    with pytest.raises(Refused, match="早于线索登记日"):
        become(actors, lead, opened_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="没有选择合作方式"):
        become(actors, lead, form="")
    assert Lead.objects.get(code=lead).state == "open"
    close_lead(actor=actors["officer"], code=lead, outcome="declined", reason="示例")
    with pytest.raises(Refused, match="线索已办结"):
        become(actors, lead)
    assert not Project.objects.exists()


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor", "audit_admin"])
def test_forbids(actors, lead, name):
    """Another office does not see the lead; leaders read only."""
    with pytest.raises(Refused) as refused:
        become(actors, lead, name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_races(actors, lead, at_once):
    """Two at once: one project, the other is told."""
    made, told = at_once(lambda name: become(actors, lead, name), "officer", "office_head")
    assert len(made) == len(told) == 1
    assert Project.objects.count() == 1
