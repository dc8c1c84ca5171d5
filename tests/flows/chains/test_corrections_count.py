"""What officers said of single companies counts wherever all placements do: lists, counts, gaps."""

import pytest

from zhuchao.chains import flows, selectors
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.reading import rows_of
from zhuchao.terms.actor import SYSTEM

pytestmark = pytest.mark.django_db
HOME, PUMP, BEARING = "330603", "泵阀与压缩机", "轴承"


def listed(actors, link):
    return {t.uscc: t for t in selectors.targets(actors["officer"], "machinery", link, HOME, 100).rows}


def observed(actors, link):
    return next(
        g.observed for g in selectors.gaps(actors["officer"], "machinery", HOME) if g.link.name == link
    )


def correct(actors, uscc, link, *, on):
    flows.correct_placement(
        actor=actors["officer"], uscc=uscc, chain="machinery", link=link, on=on, reason="示例实地走访"
    )


def rebuild():
    selectors.build_tables(lambda done, of, what: None)


@pytest.mark.parametrize("laid", [False, True])
def test_off_a_link_is_off_its_list(planted, actors, laid):
    """Before the tables are laid out anew and after."""
    gone = sorted(listed(actors, PUMP))[0]
    correct(actors, gone, PUMP, on=False)
    if laid:
        rebuild()
    now = listed(actors, PUMP)
    assert gone not in now and len(now) == 39
    assert selectors.ready(actors["officer"], "machinery")


@pytest.mark.parametrize("laid", [False, True])
def test_on_a_link_is_on_its_list_and_says_why(planted, actors, laid):
    other = next(r["uscc"] for r in planted.rows if "餐饮" in r["name"] and r["county_code"] != HOME)
    before = listed(actors, PUMP)
    assert other not in before
    correct(actors, other, PUMP, on=True)
    if laid:
        rebuild()
    now = listed(actors, PUMP)
    assert set(now) == {*before, other}
    (fit,) = (r for r in now[other].reasons if r.code == "fit")
    assert "人工更正" in fit.text and "示例实地走访" in fit.text
    assert sum(r.points for r in now[other].reasons) == now[other].score
    page = selectors.target_page(actors["officer"], "machinery", PUMP, HOME, other)
    assert page.of == len(now)


def test_counts_and_gaps_follow(planted, actors):
    ours = [r["uscc"] for r in planted.rows if r["county_code"] == HOME]
    bearing = next(r["uscc"] for r in planted.rows if "轴承" in r["name"] and r["county_code"] == HOME)
    cook = next(u for u in ours if u != bearing)
    assert (observed(actors, BEARING), observed(actors, PUMP)) == (4, 0)
    correct(actors, bearing, BEARING, on=False)
    correct(actors, cook, PUMP, on=True)
    assert (observed(actors, BEARING), observed(actors, PUMP)) == (3, 1)
    page = selectors.link_page(actors["officer"], "machinery", PUMP, HOME)
    assert [firm.uscc for firm in page.strength.local] == [cook]


def test_the_newest_word_holds_and_the_rules_stay_as_they_were(planted, actors):
    one = sorted(listed(actors, PUMP))[0]
    correct(actors, one, PUMP, on=False)
    correct(actors, one, PUMP, on=True)
    rows = rows_of(tables.placements(selectors.chain(SYSTEM, "machinery")))
    assert [r["by"] for r in rows if r["uscc"] == one] == ["corrected"]
    ruled = rows_of(tables.ruled(selectors.chain(SYSTEM, "machinery")))
    assert "corrected" not in {r["by"] for r in ruled}
    assert len(rows) == len(ruled)


def test_another_chain_is_not_touched(planted, actors):
    correct(actors, sorted(listed(actors, PUMP))[0], PUMP, on=False)
    assert [c.code for c in selectors.chains(SYSTEM) if c.corrected] == ["machinery"]
