"""Who may be a target: makers of the link outside the district, no branch, nobody followed, and what counts where."""

import datetime as dt

import pytest

from zhuchao.chains import selectors
from zhuchao.engagements.flows import close_lead, open_lead

pytestmark = pytest.mark.django_db
ASKED = ("machinery", "pumps_valves", "330603")


def ranked(actor, top=500):
    return {t.uscc: t for t in selectors.targets(actor, *ASKED, top).rows}


@pytest.fixture
def lake(planted):
    """The planted district and, beside it, companies that must not or may be listed."""
    add = planted.add
    planted.codes = {
        "ours": add("泵业有限公司", "水泵制造", "330603")[0],
        "branch": add("泵业有限公司绍兴分公司", "水泵制造", is_branch=True)[0],
        "trader": add("泵业贸易有限公司", "水泵销售")[0],
        "unknown_here": add("泵业有限公司", "水泵制造", "330603", county_code=None)[0],
        "unknown_away": add("泵业有限公司", "水泵制造", "330106", county_code=None)[0],
        "unknown_place": add("泵业有限公司", "水泵制造", county_code=None, city_code=None, province=None)[0],
        "next_door": add("泵业有限公司", "水泵制造", "330604")[0],
        "far": add("泵业有限公司", "水泵制造", "440106", province="广东")[0],
        "large": add("泵业有限公司", "水泵制造", capital_wan=90_000.0)[0],
        "small": add("泵业有限公司", "水泵制造", capital_wan=10.0)[0],
        "no_capital": add("泵业有限公司", "水泵制造", capital_wan=None)[0],
        "new": add("泵业有限公司", "水泵制造", reg_date=dt.date(2019, 1, 1))[0],
        "utility": add("县供水有限公司", "水泵制造")[0],
        "kin": add("泵业有限公司", "水泵制造", core_name="示例精工")[0],
        "kin_here": add("示例精工轴承有限公司", "轴承制造", "330603", core_name="示例精工")[0],
    }
    planted.publish("2")
    return planted


def test_who_is_left_out(lake, actors):
    found = ranked(actors["officer"])
    for name in ("ours", "branch", "trader", "unknown_here"):
        assert lake.codes[name] not in found, name
    for name in ("unknown_away", "unknown_place", "next_door", "far", "kin"):
        assert lake.codes[name] in found, name


def test_who_is_in_talks_is_left_out_until_the_lead_is_closed(lake, actors):
    """Whichever office follows it, and whoever asks."""
    code = lake.codes["far"]
    lead = open_lead(actor=actors["other_officer"], uscc=code, company_name="示例", source="visit")
    assert code not in ranked(actors["officer"])
    close_lead(actor=actors["other_officer"], code=lead, outcome="declined", reason="示例")
    assert code in ranked(actors["officer"])


def test_what_speaks_for_and_against(lake, actors):
    """Size, youth, a move next door, distance, kin: each shows as a reason of the right sign."""
    found = ranked(actors["officer"])

    def points(name, code):
        return sum(r.points for r in found[lake.codes[name]].reasons if r.code == code)

    assert points("large", "capital") > points("next_door", "capital") > 0 > points("small", "capital")
    assert points("no_capital", "capital") < 0
    assert points("new", "age") < 0
    assert points("next_door", "relocation") < 0 == points("far", "relocation")
    assert points("next_door", "distance") > points("far", "distance")
    assert points("utility", "bound") < 0 == points("far", "bound")
    assert points("kin", "kin") > 0 == points("far", "kin")
    text = " ".join(r.text for r in found[lake.codes["kin"]].reasons)
    assert "示例精工轴承有限公司" in text


def test_the_order_is_by_score_then_capital_then_code(lake, actors):
    """And asking for fewer gives the head of the same order."""
    rows = selectors.targets(actors["officer"], *ASKED, 500).rows
    keys = [(-r.score, -int(r.capital_wan if r.capital_wan is not None else -1), r.uscc) for r in rows]
    assert keys == sorted(keys)
    assert selectors.targets(actors["officer"], *ASKED, 7).rows == rows[:7]


def test_points_add_up_as_printed(lake, actors):
    """Added as JSON numbers, to the last digit."""
    for row in selectors.targets(actors["officer"], *ASKED, 500).rows:
        shown = row.as_dict()
        assert sum(r["points"] for r in shown["reasons"]) == shown["score"]
        assert all(r["points"] for r in shown["reasons"])


def test_what_holds_for_all_is_said_once_and_not_scored(planted, actors):
    """A core firm downstream: named on top of the list; only who names its product gets points, and it is named."""
    firm = planted.add("减速器制造有限公司", "减速器、机床主轴制造", "330603", capital_wan=8_000.0)[0]
    planted.publish("2")
    chain = selectors.chain(actors["officer"], "machinery")
    near = {e.target for e in chain.edges if e.source == "bearings"} | {
        e.source for e in chain.edges if e.target == "bearings"
    }
    assert "gears" in near
    name = next(r["name"] for r in planted.rows if r["uscc"] == firm)
    plain = selectors.targets(actors["officer"], "machinery", "bearings", "330603", 100)
    assert len(plain.notes) == 1 and name in plain.notes[0]
    assert not any(r.code == "ties" for t in plain.rows for r in t.reasons)
    close = planted.add("轴承有限公司", "轴承、减速器制造")[0]
    planted.publish("3")
    rows = selectors.targets(actors["officer"], "machinery", "bearings", "330603", 100).rows
    said = {t.uscc: [r.text for r in t.reasons if r.code == "ties"] for t in rows}
    assert [name in text and "减速器" in text for text in said.pop(close)] == [True]
    assert not any(said.values())


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_refused(planted, actors, name):
    from zhuchao.terms.refusal import Refused

    with pytest.raises(Refused):
        selectors.targets(actors[name], *ASKED)
