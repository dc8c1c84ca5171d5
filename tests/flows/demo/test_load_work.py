"""Work in progress for the pages to show, made by the people of the 示例 district themselves."""

import pytest
from django.utils import timezone

from zhuchao.accounts import selectors as accounts
from zhuchao.chains import selectors as chains
from zhuchao.companies import selectors as companies
from zhuchao.demo import selectors, store
from zhuchao.demo.engine.district import DEFAULT_LOGIN
from zhuchao.demo.flows.load_district import load_district
from zhuchao.demo.flows.load_registry import load_registry
from zhuchao.demo.flows.load_work import load_work
from zhuchao.engagements import selectors as engagements
from zhuchao.terms.actor import SYSTEM, Role
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path
    load_district(actor=SYSTEM)
    return accounts.actor_by_login(DEFAULT_LOGIN)


def test_works_and_every_state_of_a_lead_can_be_seen(head, few_chains):
    load_registry(actor=head, count=30_000)
    assert load_work(actor=head)
    leads = list(engagements.leads_visible_to(head))
    assert {lead.state for lead in leads} == {"open", "closed"}
    assert any(lead.answered_on for lead in leads) and any(not lead.answered_on for lead in leads)
    assert len(list(chains.target_lists_visible_to(head))) == 1
    assert accounts.waiting_for_me(accounts.actor_by_login("jiedao"))
    twins = companies.twin_pairs(head)
    assert twins.total >= 2 and all(pair.left_name != pair.right_name for pair in twins.rows)
    assert not load_work(actor=head)


def test_works_on_a_real_registry_without_inventing_what_was_said(head, few_chains, tmp_path):
    """The rows are invented here too, but taken in as real ones are."""
    path = tmp_path / "given.parquet"
    store.write_registry(selectors.plan(timezone.localdate(), count=30_000), path)
    load_registry(actor=head, registry=path)
    assert load_work(actor=head)
    assert len(list(chains.target_lists_visible_to(head))) == 1
    assert not engagements.leads_visible_to(head).exists()
    assert not load_work(actor=head)


def test_refuses_a_registry_without_a_gap_and_leaves_nothing(head, few_chains):
    load_registry(actor=head, count=50)
    with pytest.raises(Refused, match="缺、弱环节"):
        load_work(actor=head)
    assert not engagements.leads_visible_to(head).exists()


def test_forbids_everybody_but_the_centre(make_actor):
    with pytest.raises(Refused) as refused:
        load_work(actor=make_actor(Role.OFFICER))
    assert refused.value.forbidden
