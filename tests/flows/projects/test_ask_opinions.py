"""Departments are asked before a project is signed."""

import pytest

from zhuchao.projects import selectors
from zhuchao.projects.flows import ask_opinions
from zhuchao.projects.selectors import opinions
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def ask(actors, code, name="officer", **given):
    values = {"offices": ["B1"], "question": "示例：能否供地"} | given
    ask_opinions(actor=actors[name], code=code, **values)


def test_works(actors, make_project):
    """The department sees the project and finds the question among what waits for it."""
    code = make_project()
    with pytest.raises(Refused):
        selectors.row_for(actors["department"], code)
    ask(actors, code)
    assert selectors.row_for(actors["department"], code).code == code
    assert [w[0] for w in opinions.waiting_opinions(actors["department"])] == [code]
    found = opinions.opinions(actors["officer"], code)[0]
    assert (found.office_name, found.state, found.answered_on) == ("示例区发展和改革局", "待答复", None)


def test_refuses(actors, make_project):
    """Whom, what; and not twice while the first question waits."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        ask(actors, code, offices=[], question=" ")
    assert {r.field for r in refused.value.refusals} == {"offices", "question"}
    with pytest.raises(Refused, match="没有在册的单位"):
        ask(actors, code, offices=["nowhere"])
    ask(actors, code)
    with pytest.raises(Refused, match="尚未答复"):
        ask(actors, code)


@pytest.mark.parametrize("name", ["other_officer", "department", "leader"])
def test_forbids(actors, make_project, name):
    """Only the lead office and the centre ask."""
    with pytest.raises(Refused) as refused:
        ask(actors, make_project(), name)
    assert refused.value.forbidden
