"""A project is scored by the published card."""

from decimal import Decimal

import pytest

from zhuchao.projects.flows import screen_project, set_fields
from zhuchao.projects.models import OpinionFact, Project
from zhuchao.projects.selectors import screening
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
FIELDS = {
    "total_wan": "50000",
    "tax_wan": "1000",
    "jobs": "100",
    "output_wan": "20000",
    "rd_wan": "600",
    "energy_tce": "2000",
    "policy_class": "encouraged",
}
MARKS = {"industry": Decimal(100), "investor": Decimal(50)}


def screen(actors, code, name="officer", **given):
    return screen_project(actor=actors[name], code=code, **({"judged": MARKS} | given))


def test_works(actors, make_project):
    """The points of the reasons add up to the score; grade B by the planned sum; the cash flow stands beside it."""
    code = make_project(fields=FIELDS)
    screen(actors, code, paid=[Decimal(2000), Decimal(500)])
    found = screening.scorings(actors["officer"], code)[0]
    assert sum(Decimal(r["points"]) for r in found.reasons) == Decimal(found.total) > 0
    assert Project.objects.get(code=code).grade == "B"
    assert Project.objects.get(code=code).score == Decimal(found.total)
    assert found.vetoes == ()
    assert found.fiscal["payback"] is not None


def test_works_with_a_veto(actors, make_project):
    """An eliminated class vetoes by itself; the committee may find others. The score stays beside it."""
    code = make_project(fields=FIELDS | {"policy_class": "eliminated"})
    screen(actors, code, ticked=["false_parent"])
    assert screening.scorings(actors["officer"], code)[0].vetoes == (
        "属产业结构调整目录淘汰类",
        "投资方身份或股权穿透不实",
    )


def test_works_again_and_the_back_test_keeps_the_first(actors, make_project):
    """A later score stands beside the first; results are held against the first."""
    code = make_project(fields=FIELDS)
    screen(actors, code)
    first = Decimal(screening.scorings(actors["officer"], code)[0].total)
    set_fields(actor=actors["officer"], code=code, fields={"total_wan": "100", "tax_wan": "0"})
    screen(actors, code, judged={})
    assert OpinionFact.objects.filter(subject=code, what="score").count() == 2
    Project.objects.filter(code=code).update(state="ended")
    bands = {b.least: b for b in screening.back_test(actors["officer"])}
    assert (bands[int(first) // 20 * 20].scored, bands[int(first) // 20 * 20].ended) == (1, 1)
    assert sum(b.scored for b in screening.back_test(actors["other_officer"])) == 0


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"judged": {"industry": Decimal(101)}}, "judged_industry"),
        ({"judged": {"beauty": Decimal(10)}}, "judged_beauty"),
        ({"ticked": ["ugly"]}, "ticked"),
        ({"paid": [Decimal(-1)]}, "paid"),
    ],
)
def test_refuses(actors, make_project, given, field):
    """Marks are shares, codes are the rulebook's."""
    with pytest.raises(Refused) as refused:
        screen(actors, make_project(), **given)
    assert [r.field for r in refused.value.refusals] == [field]


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor"])
def test_forbids(actors, make_project, name):
    """Only the lead office and the centre."""
    with pytest.raises(Refused) as refused:
        screen(actors, make_project(), name)
    assert refused.value.forbidden


@pytest.mark.django_db(transaction=True)
def test_two_at_once(actors, make_project, at_once):
    """Of two who saw the same version one wins."""
    code = make_project(fields=FIELDS)
    made, told = at_once(lambda n: screen(actors, code, n, version=1), "officer", "office_head")
    assert len(made) == len(told) == 1
