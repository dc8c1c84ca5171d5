"""An asked office answers in words that stay."""

import pytest

from zhuchao.projects.flows import ask_opinions, give_opinion
from zhuchao.projects.models import OpinionFact
from zhuchao.projects.selectors import opinions
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(actors, make_project):
    """A project on which 发改 was asked."""
    code = make_project()
    ask_opinions(actor=actors["officer"], code=code, offices=["B1"], question="示例：能否供地")
    return code


def give(actors, code, name="department", **given):
    values = {"view": "conditional", "text": "示例：补充能耗说明后同意"} | given
    give_opinion(actor=actors[name], code=code, **values)


def test_works(actors, asked):
    """The answer stands beside the question and nothing waits any more."""
    give(actors, asked)
    found = opinions.opinions(actors["officer"], asked)[0]
    assert (found.state, found.text) == ("有条件同意", "示例：补充能耗说明后同意")
    assert opinions.waiting_opinions(actors["department"]) == []


def test_refuses(actors, asked):
    """A coded view, words, and an answer only to what was asked."""
    with pytest.raises(Refused) as refused:
        give(actors, asked, view="maybe", text="")
    assert {r.field for r in refused.value.refusals} == {"view", "text"}
    give(actors, asked)
    with pytest.raises(Refused, match="没有等待本单位答复"):
        give(actors, asked)


@pytest.mark.parametrize("name", ["officer", "other_officer", "leader"])
def test_forbids(actors, asked, name):
    """Nobody answers for another office."""
    with pytest.raises(Refused) as refused:
        give(actors, asked, name, office="B1")
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once(actors, asked, at_once):
    """One answer stands."""
    made, told = at_once(lambda view: give(actors, asked, view=view), "agree", "against")
    assert len(made) == len(told) == 1
    assert OpinionFact.objects.filter(subject=asked, what="opinion").count() == 1
