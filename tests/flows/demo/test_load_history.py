"""The five years of the 示例 district, lived through by a slice of its projects; the whole is for the scale tests."""

import time
from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from zhuchao.accounts import selectors as accounts
from zhuchao.demo.engine.district import DEFAULT_LOGIN
from zhuchao.demo.flows import load_history as module
from zhuchao.demo.flows.load_district import load_district
from zhuchao.demo.flows.load_history import load_history
from zhuchao.engagements.models import Engagement, Event
from zhuchao.ledger.models import ChainLink, FactState
from zhuchao.ledger.selectors import verify_chain
from zhuchao.projects.models import ContractFact, MoneyFact, Project, ProjectEngagement, StageFact
from zhuchao.reports import selectors as reports
from zhuchao.terms.actor import SYSTEM, Role
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
FEW = 6
UNKNOWN = "无法核实"
#: The blanks of the speech that the books of projects and meetings fill.
KEPT = ("B1", "B2", "B4", "B5", "B7", "B8", "B9", "B10", "B15", "B16")


@pytest.fixture
def head(settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path
    load_district(actor=SYSTEM)
    return accounts.actor_by_login(DEFAULT_LOGIN)


def the_speech_has_its_values(head):
    ask = reports.Ask(template="讲话", period_from=date(2021, 1, 1), as_of=date(2026, 10, 31))
    filled = reports.fill(head, ask)
    for blank in KEPT:
        assert filled.figures[blank].value is not None, blank
    assert all(check.ok is not False for check in filled.checks)
    text = "".join(span.text for line in filled.lines for span in line.spans)
    return filled, text


def the_closed_month_is_as_it_was(head):
    issue = reports.find_issues(head).rows[0]
    assert (issue.period_from, issue.as_of, issue.state) == (date(2025, 10, 1), date(2025, 10, 31), "issued")
    again = reports.reopened(head, issue.code)
    assert again.same
    return again


def each_act_was_done_at_its_own_moment():
    assert Project.objects.count() == FEW
    assert set(Project.objects.values_list("demo", flat=True)) == {True}
    moments = list(ChainLink.objects.order_by("seq").values_list("at", flat=True))
    assert moments == sorted(moments) and len(set(moments)) == len(moments)
    assert moments[0].year == 2021 and moments[-1] <= timezone.now()
    assert verify_chain(SYSTEM).ok
    for fact in StageFact.objects.all():
        assert timezone.localdate(fact.recorded_at) >= fact.happened_on
    assert StageFact.objects.filter(recorded_at__year=2022).exists()
    assert abs(time.time() - timezone.now().timestamp()) < 60 and timezone.localdate() > date(2025, 1, 1)


def there_are_contracts_money_meetings_and_a_second_persons_word():
    assert Event.objects.filter(kind="ceremony", state="held").count() == 10
    assert ContractFact.objects.filter(what="formal").exists() and MoneyFact.objects.exists()
    assert Engagement.objects.count() > FEW and ProjectEngagement.objects.exists()
    states = Counter(FactState.objects.values_list("state", flat=True))
    assert states["verified"] > 5
    recorded = dict(StageFact.objects.values_list("code", "actor_code"))
    for state in FactState.objects.filter(state="verified", fact_code__in=recorded):
        assert state.actor_code != recorded[state.fact_code]
    late = [f for f in StageFact.objects.all() if f.recorded_at.date() - f.happened_on > timedelta(days=60)]
    assert late


def it_is_done_once(head):
    before = ChainLink.objects.count()
    assert not load_history(actor=head, projects=FEW)
    assert not load_history(actor=head, projects=0)
    assert ChainLink.objects.count() == before


def test_works_on_a_slice_of_the_district(head, django_capture_on_commit_callbacks):
    """One history serves every look at it: it is the slow part."""
    with django_capture_on_commit_callbacks(execute=True):
        assert load_history(actor=head, projects=FEW)
    each_act_was_done_at_its_own_moment()
    there_are_contracts_money_meetings_and_a_second_persons_word()
    filled, text = the_speech_has_its_values(head)
    assert (
        text.count(UNKNOWN) <= 5
    )  # the books of neighbours, land quota, approvals and scores are not kept yet
    assert filled.figures["B9"].value <= filled.figures["B5"].value
    the_closed_month_is_as_it_was(head)
    it_is_done_once(head)


def test_refuses_to_write_before_what_is_written(head):
    """A home in use: its ledger has a row of today, and there is no going back."""
    from zhuchao.accounts.flows.create_office import create_office

    create_office(actor=accounts.actor_by_login("sysadmin"), code="today", name="今日示例办", kind="town")
    assert not load_history(actor=head, projects=FEW)
    assert not Project.objects.exists()


def test_refuses_leaves_nothing_half_done(head, monkeypatch):
    def interrupted(scene, act):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "DO", {**module.DO, "advance": interrupted})
    with pytest.raises(KeyboardInterrupt):
        load_history(actor=head, projects=FEW)
    assert not Project.objects.exists()
    assert timezone.localdate() > date(2025, 1, 1)


def test_forbids_everybody_but_the_centre(make_actor):
    with pytest.raises(Refused) as refused:
        load_history(actor=make_actor(Role.OFFICER))
    assert refused.value.forbidden


@pytest.mark.scale
def test_works_with_the_whole_district(head, django_capture_on_commit_callbacks):
    """About 300 projects, 2,000 meetings and well over 3,000 facts; minutes on a small machine."""
    with django_capture_on_commit_callbacks(execute=True):
        assert load_history(actor=head)
    assert Project.objects.count() == 300
    assert 1_800 <= Engagement.objects.count() <= 2_400
    the_speech_has_its_values(head)
    assert the_closed_month_is_as_it_was(head)
    assert verify_chain(SYSTEM).ok
