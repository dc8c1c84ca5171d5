"""Entering an introducer."""

from types import SimpleNamespace

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import add_introducer
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_introducer, make_lead, become_project):
    """One register for the district; results are of the leads the reader sees."""
    who = make_introducer()
    code = make_lead(introducer=who, source="chamber")
    make_lead(2, introducer=who, source="chamber", actor="other_officer")
    become_project(code)
    mine, all_of_it = (selectors.introducer(actors[n], who) for n in ("officer", "leader"))
    assert (mine.name, mine.kind_name, mine.brought, mine.intent) == ("示例900号商会", "商协会", 1, 1)
    assert (all_of_it.brought, all_of_it.following, all_of_it.intent) == (2, 1, 1)
    assert selectors.lead(actors["officer"], code).introducer_name == "示例900号商会"


def test_works_for_a_person_by_unit_and_title_only(actors):
    """No name and no number is kept."""
    code = add_introducer(
        actor=actors["officer"], unit="示例大学纺织学院", title="院长", purpose="介绍校友企业"
    )
    found = selectors.introducer(actors["other_officer"], code)
    assert (found.name, found.kind) == ("示例大学纺织学院院长", selectors.PERSON)
    assert selectors.find_introducers(actors["centre"], kind=selectors.PERSON).total == 1
    assert selectors.find_introducers(actors["centre"], text="纺织学院").rows[0].code == code


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, {"unit", "title"}),
        ({"purpose": " ", "unit": "示例", "title": "院长"}, {"purpose"}),
        ({"uscc": "91330600MA00000000", "unit": "示例"}, {"uscc"}),
        ({"uscc": "999"}, {"uscc"}),
        ({"unit": "示例", "title": "13800000000"}, {"title"}),
        ({"unit": "示" * 121, "title": "院长"}, {"unit"}),
    ],
)
def test_refuses_what_is_wrong(actors, given, fields):
    """Neither or both kinds, no purpose, not in the master, a telephone number."""
    with pytest.raises(Refused) as refused:
        add_introducer(actor=actors["officer"], **({"purpose": "示例"} | given))
    assert {r.field for r in refused.value.refusals} == fields


def test_refuses_who_is_known(actors, make_introducer):
    """The same body, or the same post."""
    who = make_introducer()
    uscc = selectors.introducer(actors["officer"], who).uscc
    with pytest.raises(Refused, match="已登记为引荐人"):
        add_introducer(actor=actors["other_officer"], uscc=uscc, purpose="示例")
    for first in (True, False):
        given = {"unit": "示例大学", "title": "院长", "purpose": "示例"}
        if first:
            add_introducer(actor=actors["officer"], **given)
        else:
            with pytest.raises(Refused, match="已登记为引荐人"):
                add_introducer(actor=actors["other_officer"], **given)


def test_refuses_a_kind_that_does_not_introduce(actors, make_introducer, monkeypatch):
    """Which kinds may is a rule."""
    from zhuchao import rulebook

    real = rulebook.rule
    only_funds = SimpleNamespace(value=["fund"])
    monkeypatch.setattr(
        rulebook, "rule", lambda i, on: only_funds if i == "channels.introducer-kinds" else real(i, on=on)
    )
    with pytest.raises(Refused, match="不在可登记"):
        make_introducer()


@pytest.mark.parametrize("name", ["leader", "assessor", "audit_admin"])
def test_forbids_those_who_only_read_or_administer(actors, name):
    """And officers, for another office."""
    for actor, office in ((actors[name], ""), (actors["officer"], "T2")):
        with pytest.raises(Refused) as refused:
            add_introducer(actor=actor, unit="示例", title="院长", purpose="示例", office=office)
        assert refused.value.forbidden
