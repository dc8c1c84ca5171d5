"""What the district knows better lies beside the laid-out file, which stays as it is; lists are as if all had been laid
out anew: the same companies, points, order and places. Nothing large is built, and no job is needed."""

from decimal import Decimal
from pathlib import Path

import pytest

from zhuchao.accounts.selectors import jobs
from zhuchao.chains import flows, selectors
from zhuchao.chains.analytics.targets import laid_out
from zhuchao.chains.selectors import judging, ranking, tables
from zhuchao.chains.selectors.laid import laid
from zhuchao.chains.selectors.lake import note
from zhuchao.chains.selectors.targets import asking
from zhuchao.companies import flows as master
from zhuchao.companies import selectors as companies
from zhuchao.terms.actor import SYSTEM
from zhuchao.warehouse import derived, engines, grouped, lake, laying

from ...invented.chains_lake import AWAY, HOME, credit_code

pytestmark = pytest.mark.django_db
PUMP = "泵阀与压缩机"


def anew(chain, folder):
    """Everything as it counts, laid out whole."""
    rows = laid_out(
        tables.placements(chain),
        tables.footprint(),
        tables.bearers(),
        note().as_of,
        judging.bound_pattern(),
        judging.number("targets.kin-bearers"),
    )
    folder.mkdir()
    found = engines.batches(engines.connect(), rows, 1 << 16)
    laying.lay(found, folder, ranking.plan(judging.scheme(), ranking.words_of(chain)))
    return ranking.Files(grouped.Laid(folder))


@pytest.fixture
def said(planted, actors):
    """Corrections of placements on and off two links, and a master that moves, renames, merges and enters companies."""
    pumps = [r["uscc"] for r in planted.rows if "泵业" in r["name"]]
    cooks = [r["uscc"] for r in planted.rows if "餐饮" in r["name"] and r["county_code"] == AWAY]
    for uscc, link, on in (
        (pumps[0], PUMP, False),
        (pumps[1], "轴承", True),
        (cooks[0], PUMP, True),
        (cooks[1], PUMP, True),
        (pumps[2], "轴承", True),
    ):
        flows.correct_placement(
            actor=actors["officer"], uscc=uscc, chain="machinery", link=link, on=on, reason="示例走访"
        )

    def correct(uscc, **changes):
        master.adopt_company(actor=actors["officer"], uscc=uscc)
        master.correct_company(actor=actors["officer"], uscc=uscc, version=1, changes=changes)

    correct(pumps[3], capital_wan=Decimal(30000))
    correct(pumps[4], county_code=HOME)
    correct(pumps[5], name="杭州龙盛示泵业有限公司")
    correct(pumps[2], capital_wan=Decimal(7), county_code="330604")
    correct(cooks[1], name="示例改名有限公司", capital_wan=Decimal("99.5"))
    for uscc in pumps[6:8]:
        master.adopt_company(actor=actors["officer"], uscc=uscc)
    master.merge_companies(actor=actors["centre"], gone=pumps[6], kept=pumps[7], reason="示例换码")
    for n, (name, scope, county) in enumerate(
        (
            ("绍兴龙盛示轴承有限公司", "轴承制造", HOME),
            ("示例新设水泵有限公司", "水泵制造、轴承制造", "330106"),
            ("杭州龙盛示压缩机有限公司", "压缩机制造", AWAY),
        )
    ):
        master.add_company(
            actor=actors["officer"], uscc=credit_code(900_000 + n), name=name, scope=scope, county_code=county
        )
    return pumps[:8] + cooks[:2] + [credit_code(900_000 + n) for n in range(3)]


@pytest.mark.parametrize("county", [HOME, "330604"])
def test_ranked_and_placed_as_if_laid_out_anew(said, actors, tmp_path, county):
    chain = selectors.chain(SYSTEM, "machinery")
    fresh = anew(chain, tmp_path / "anew")
    for link in ("pumps_valves", "bearings"):
        asked = asking(actors["officer"], "machinery", link, county, frozenset(said[8:9]))
        assert asked.laid is not None and asked.laid.beside is not None
        parts = asked.sources, asked.question, asked.rules
        for top in (3, 1000):
            found = ranking.best(asked.laid, *parts, top)
            assert found and found == ranking.best(fresh, *parts, top)
        for uscc in said:
            assert ranking.placed(asked.laid, *parts, uscc) == ranking.placed(fresh, *parts, uscc)


def test_the_file_stays_and_nothing_large_is_built(planted, actors):
    chain = selectors.chain(SYSTEM, "machinery")
    before = laid(chain)
    pump = next(r["uscc"] for r in planted.rows if "泵业" in r["name"])
    flows.correct_placement(
        actor=actors["officer"], uscc=pump, chain="machinery", link=PUMP, on=False, reason="示例走访"
    )
    told = []
    with selectors.telling(told.append):
        now = laid(selectors.chain(SYSTEM, "machinery"))
        rows = selectors.targets(actors["officer"], "machinery", PUMP, HOME, 100).rows
    assert before is not None and now is not None
    assert now.whole is before.whole and told == []
    assert pump not in {t.uscc for t in rows} and len(rows) == 39
    assert selectors.ready(actors["officer"], "machinery")
    assert jobs(actors["officer"]) == []


def test_a_brand_that_became_rare_is_kin_of_companies_no_file_told_apart(planted, actors):
    """Nobody of the registry shared it: only beside the file does it say anything."""
    pump = next(r for r in planted.rows if "泵业" in r["name"])
    pump["core_name"] = "龙盛示"
    planted.publish("branded")
    assert not [r for r in _listed(actors)[pump["uscc"]].reasons if r.code == "kin" and r.points]
    master.add_company(
        actor=actors["officer"],
        uscc=credit_code(900_000),
        name="绍兴龙盛示轴承有限公司",
        scope="轴承制造",
        county_code=HOME,
    )
    assert companies.company(actors["officer"], pump["uscc"]) is None
    assert [r for r in _listed(actors)[pump["uscc"]].reasons if r.code == "kin" and r.points > 0]


def _listed(actors):
    return {t.uscc: t for t in selectors.targets(actors["officer"], "machinery", PUMP, HOME, 100).rows}


def test_what_is_kept_of_older_corrections_is_swept(planted, actors):
    pumps = [r["uscc"] for r in planted.rows if "泵业" in r["name"]]
    for uscc in pumps[:3]:
        flows.correct_placement(
            actor=actors["officer"], uscc=uscc, chain="machinery", link=PUMP, on=False, reason="示例走访"
        )
        _listed(actors)
        for old in _beside():
            _age(old)
    assert len(_beside()) == 1


def _beside() -> list[Path]:
    return list((lake.folder() / "derived").glob("beside-machinery-*"))


def _age(path: Path) -> None:
    import os
    import time

    past = time.time() - derived.GRACE_SECONDS - 1
    os.utime(path, (past, past))
