"""What the district's own master says of a company goes before the registry wherever companies are placed, ranked or
counted (design.md §2.9)."""

import datetime as dt
from decimal import Decimal

import pytest

from zhuchao.chains import selectors
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.ours import ours
from zhuchao.chains.selectors.reading import rows_of
from zhuchao.companies import flows as master
from zhuchao.companies import selectors as companies
from zhuchao.terms.actor import SYSTEM

from ...invented.chains_lake import AWAY, HOME, credit_code

pytestmark = pytest.mark.django_db
PUMP, BEARING = "泵阀与压缩机", "轴承"
NEW = credit_code(900_000)


def listed(actors, link=PUMP):
    return {t.uscc: t for t in selectors.targets(actors["officer"], "machinery", link, HOME, 100).rows}


def observed(actors, link=PUMP):
    return next(
        g.observed for g in selectors.gaps(actors["officer"], "machinery", HOME) if g.link.name == link
    )


def coded(planted, word, county):
    return next(r["uscc"] for r in planted.rows if word in r["name"] and r["county_code"] == county)


@pytest.fixture
def correct(actors):
    """Takes a company of the registry into the master, when it is not there, and puts fields right."""

    def corrected(uscc, **changes):
        if companies.company(actors["officer"], uscc) is None:
            master.adopt_company(actor=actors["officer"], uscc=uscc)
        version = companies.company_row(actors["officer"], uscc).version
        master.correct_company(actor=actors["officer"], uscc=uscc, version=version, changes=changes)

    return corrected


@pytest.fixture
def entered(actors):
    """A company that no registry knows, entered by hand."""

    def enter(uscc=NEW, **more):
        said = {"name": "示例新设水泵有限公司", "scope": "水泵制造", "capital_wan": Decimal(9000)}
        said |= {"reg_date": dt.date(2005, 1, 1)} | more
        return master.add_company(actor=actors["officer"], uscc=uscc, **said)

    return enter


def test_a_company_taken_over_as_it_is_changes_nothing(planted, actors):
    before = listed(actors), tables.placements_key(selectors.chain(SYSTEM, "machinery"))
    master.adopt_company(actor=actors["officer"], uscc=coded(planted, "泵业", AWAY))
    now = listed(actors), tables.placements_key(selectors.chain(SYSTEM, "machinery"))
    assert now == before


def test_a_corrected_scope_decides_where_it_stands(planted, actors, correct):
    pump, cook = coded(planted, "泵业", AWAY), coded(planted, "餐饮", AWAY)
    assert pump in listed(actors) and cook not in listed(actors)
    correct(pump, scope="餐饮服务", name="示例某某有限公司")
    correct(cook, scope="水泵制造", name="示例转产有限公司")
    now = listed(actors)
    assert pump not in now
    assert cook in now
    assert len(now) == 40
    assert [(p.link_name, p.confidence) for p in selectors.placements_of(actors["officer"], cook)] == [
        (PUMP, now[cook].confidence)
    ]
    assert selectors.placements_of(actors["officer"], pump) == []
    (fit,) = (r for r in now[cook].reasons if r.code == "fit")
    assert "水泵" in fit.text


def test_a_moved_company_counts_where_it_sits_now(planted, actors, correct):
    pump = coded(planted, "泵业", AWAY)
    assert observed(actors) == 0
    before = rows_of(tables.totals())
    correct(pump, county_code=HOME)
    assert observed(actors) == 1 and pump not in listed(actors)
    page = selectors.link_page(actors["officer"], "machinery", PUMP, HOME)
    assert [firm.uscc for firm in page.strength.local] == [pump]
    assert page.strength.entrants[2005] == 1

    def held(rows):
        return {r["county_code"]: (int(r["companies"]), int(r["with_scope"])) for r in rows}

    was, now = held(before), held(rows_of(tables.totals()))
    assert now[HOME] == (was[HOME][0] + 1, was[HOME][1] + 1)
    assert now[AWAY] == (was[AWAY][0] - 1, was[AWAY][1] - 1)


def test_a_corrected_capital_and_name_are_what_the_list_shows(planted, actors, correct):
    pump = coded(planted, "泵业", AWAY)
    before = listed(actors)[pump]
    correct(pump, capital_wan=Decimal(30000), name="示例改名泵业有限公司")
    now = listed(actors)
    assert (now[pump].name, now[pump].capital_wan) == ("示例改名泵业有限公司", 30000)
    assert now[pump].score > before.score and next(iter(now)) == pump
    page = selectors.target_page(actors["officer"], "machinery", PUMP, HOME, pump)
    assert page.place == 1 and page.of == 40


def test_a_company_no_registry_knows_is_ranked_and_counted(planted, actors, entered):
    assert NEW not in listed(actors)
    entered(county_code="330106")
    now = listed(actors)
    assert NEW in now and len(now) == 41 and next(iter(now)) == NEW
    assert selectors.target_page(actors["officer"], "machinery", PUMP, HOME, NEW).place == 1
    other = credit_code(900_001)
    entered(other, name="示例本区水泵有限公司", county_code=HOME)
    assert observed(actors) == 1
    assert selectors.companies_on_link(actors["officer"], "machinery", PUMP, HOME, dt.date(2026, 1, 1)) == (
        other,
    )


def test_a_blank_of_the_master_leaves_what_the_registry_knows(planted, actors, correct):
    """Only what the master knows goes before the registry."""
    pump = coded(planted, "泵业", AWAY)
    was = listed(actors)[pump]
    correct(pump, scope="", capital_wan=None, county_code="", reg_date=None, address="示例路1号")
    assert listed(actors)[pump] == was


def test_of_two_that_were_merged_one_is_left(planted, actors):
    gone, kept = sorted(listed(actors))[:2]
    for uscc in (gone, kept):
        master.adopt_company(actor=actors["officer"], uscc=uscc)
    code = master.merge_companies(actor=actors["centre"], gone=gone, kept=kept, reason="示例换码")
    now = listed(actors)
    assert gone not in now and kept in now and len(now) == 39
    assert selectors.placements_of(actors["officer"], gone) == []
    master.undo_merge(actor=actors["centre"], code=code, reason="示例误并")
    assert gone in listed(actors)


def test_a_brand_of_ours_makes_kin(planted, actors, entered, correct):
    """The brand of a company nobody else bore is rare from the day the second bears it, and the list says so."""
    pump = coded(planted, "泵业", AWAY)
    correct(pump, name="杭州龙盛示泵业有限公司")
    assert not [r for r in listed(actors)[pump].reasons if r.code == "kin" and r.points]
    entered(name="绍兴龙盛示轴承有限公司", scope="轴承制造", county_code=HOME)
    assert [r for r in listed(actors)[pump].reasons if r.code == "kin" and r.points > 0]


def test_officers_word_on_a_placement_still_decides(planted, actors, correct, entered):
    from zhuchao.chains import flows

    entered(county_code="330106")
    flows.correct_placement(
        actor=actors["officer"], uscc=NEW, chain="machinery", link=PUMP, on=False, reason="示例走访"
    )
    flows.correct_placement(
        actor=actors["officer"], uscc=NEW, chain="machinery", link=BEARING, on=True, reason="示例走访"
    )
    assert NEW not in listed(actors) and NEW in listed(actors, BEARING)


def test_the_engine_says_of_the_masters_rows_what_the_expression_says_of_the_lake(
    planted, actors, correct, entered
):
    """Few rows are judged one by one, millions by one expression: facts, types and verdicts are the same."""
    for n, row in enumerate(planted.rows[38:50]):
        correct(row["uscc"], name=f"示例{n}号机械有限公司", scope="水泵制造；轴承制造、销售；机电设备批发")
    entered(county_code="330106", scope="轴承研发；水泵零售", capital_wan=None, reg_date=None)
    chain, said = selectors.chain(SYSTEM, "machinery"), ours()
    few = tables.beside(chain, said)
    many = tables.by_rules(chain, said.now_table(), lambda step, rows: rows).select(*few.columns)
    assert few.schema() == many.schema()

    def held(rows):
        return sorted((r["uscc"], r["link"], sorted(map(str, r.items()))) for r in rows_of(rows))

    assert held(few) == held(many) and len(held(few)) > 12
