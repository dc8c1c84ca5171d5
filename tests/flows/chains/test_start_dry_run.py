"""What a draft moves, told before it is published, is what the placements are after it is."""

import json
from collections import Counter

import pytest
from click.testing import CliRunner
from django.utils import timezone

from zhuchao.accounts.selectors import jobs
from zhuchao.chains import selectors
from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.engine.moving import OFF, ON, SURER
from zhuchao.chains.flows.add_link import add_link
from zhuchao.chains.flows.correct_placement import correct_placement
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.drop_link import drop_link
from zhuchao.chains.flows.edit_link import edit_link
from zhuchao.chains.flows.publish_chain import publish_chain
from zhuchao.chains.flows.start_dry_run import start_dry_run
from zhuchao.chains.selectors import dry_run, moves, tables
from zhuchao.chains.selectors.reading import rows_of
from zhuchao.companies import flows as master
from zhuchao.site.cli import root
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import lake

from ...invented.chains_lake import credit_code

pytestmark = pytest.mark.django_db
PUMP, BEARING, HYDRAULIC, HERE = "泵阀与压缩机", "轴承", "液压与气动", "330603"


@pytest.fixture
def drafted(planted, actors):
    """水泵 no longer sure of 泵阀, 液压 gone, 轴承 with other codes only, and a new link beside it."""
    centre = actors["centre"]
    draft_chain(actor=centre, chain="machinery")
    change = LinkChange(make=["示例阀"], process=[], loose=["水泵"], name_words=[], hint_words=["泵业"])
    edit_link(actor=centre, chain="machinery", link=PUMP, change=change)
    edit_link(actor=centre, chain="machinery", link=BEARING, change=LinkChange(gb=["3451", "3452"]))
    drop_link(actor=centre, chain="machinery", link=HYDRAULIC)
    add_link(actor=centre, chain="machinery", change=LinkChange(name="示例轴承", process=["轴承制造"]))
    return centre


def on_links(chain):
    rows = rows_of(tables.placements(chain).select("uscc", "link", "confidence"))
    return {(r["uscc"], r["link"]): r["confidence"] for r in rows}


def everything(actor, **asked):
    found = moves.find_moves(actor, "machinery", limit=500, **asked)
    rest = [
        moves.find_moves(actor, "machinery", limit=500, offset=n, **asked)
        for n in range(500, found.total, 500)
    ]
    return [row for page in (found, *rest) for row in page.rows]


def test_works(drafted):
    """Every company that moves, and every verdict of the district, is as after publishing: no more and no less."""
    centre, today = drafted, selectors.chain(drafted, "machinery")
    assert start_dry_run(actor=centre, chain="machinery") == ""
    told = dry_run.outcome(centre, "machinery", HERE)
    rows = everything(centre)
    before, gaps_before = on_links(today), selectors.gaps(centre, "machinery", HERE)
    publish_chain(actor=centre, chain="machinery", on=timezone.localdate(), reason="示例")
    after, gaps_after = (
        on_links(selectors.chain(centre, "machinery")),
        selectors.gaps(centre, "machinery", HERE),
    )
    wanted = {
        (*at, before.get(at, ""), after.get(at, ""))
        for at in before.keys() | after.keys()
        if before.get(at) != after.get(at)
    }
    assert {(r.uscc, r.link, r.was, r.now) for r in rows} == wanted and len(rows) == len(wanted)
    assert {r.kind for r in rows} == {ON, OFF, SURER}
    by_link = Counter((r.link, r.kind) for r in rows)
    assert {(x.code, k): n for x in told.links for k, n in x.all.items() if n} == by_link
    for side, gaps in (("before", gaps_before), ("after", gaps_after)):
        said = {x.code: getattr(x, side) for x in told.links if getattr(x, side) is not None}
        assert {c: (g.kind, g.observed, g.expected) for c, g in said.items()} == {
            g.link.code: (g.kind, g.observed, g.expected) for g in gaps
        }
    kinds = [Counter(g.kind.value for g in gaps) for gaps in (gaps_before, gaps_after)]
    assert told.kinds == {k: (kinds[0][k], kinds[1][k]) for k in sorted({*kinds[0], *kinds[1]})}
    assert kinds[0] != kinds[1]


def test_works_with_what_officers_corrected_and_the_master_says(drafted, planted, actors):
    """Who was put on or taken off by an officer does not move with the words, only with the link; the master's rows
    move as the registry's do."""
    officer, rows = actors["officer"], planted.rows
    off, kept, lost = ([r["uscc"] for r in rows if w in r["name"]] for w in ("泵业", "餐饮", "液压"))
    for uscc, link, on in (
        (off[0], PUMP, False),
        (kept[0], PUMP, True),
        (kept[1], HYDRAULIC, True),
        (lost[0], PUMP, True),
    ):
        correct_placement(actor=officer, uscc=uscc, chain="machinery", link=link, on=on, reason="示例走访")
    master.adopt_company(actor=officer, uscc=off[1])
    master.correct_company(actor=officer, uscc=off[1], version=1, changes={"county_code": HERE})
    entered = credit_code(900_000)
    name, scope = "示例新设水泵有限公司", "水泵制造；轴承制造"
    master.add_company(actor=officer, uscc=entered, name=name, scope=scope, county_code=HERE)
    told, found = dry_run.outcome(drafted, "machinery", HERE), everything(drafted)
    before, gaps = on_links(selectors.chain(drafted, "machinery")), selectors.gaps(drafted, "machinery", HERE)
    publish_chain(actor=drafted, chain="machinery", on=timezone.localdate(), reason="示例")
    after = on_links(selectors.chain(drafted, "machinery"))
    assert {(r.uscc, r.link, r.was, r.now) for r in found} == {
        (*at, before.get(at, ""), after.get(at, ""))
        for at in before.keys() | after.keys()
        if before.get(at) != after.get(at)
    }
    assert {g.link.code: g.observed for g in gaps} == {
        x.code: x.before.observed for x in told.links if x.before
    }
    assert {x.code: x.after.observed for x in told.links if x.after} == {
        g.link.code: g.observed for g in selectors.gaps(drafted, "machinery", HERE)
    }
    gone = next(r for r in found if r.uscc == kept[1])
    assert gone.why_was.startswith("高：") and "示例走访" in gone.why_was and gone.kind == OFF
    assert not {off[0], kept[0]} & {r.uscc for r in found}
    assert {off[1], entered} <= {r.uscc for r in found}
    assert next(r for r in found if r.uscc == entered).name == name


def test_works_reading_only_links_whose_words_changed(drafted):
    """A link whose codes alone changed is not read again; the table of today stays where every page finds it."""
    its = dry_run.sides(drafted, "machinery")
    assert {its.after.link(x.code).name for x in its.touched.anew} == {PUMP, "示例轴承"}
    assert [x.name for x in its.touched.gone] == [HYDRAULIC]
    there = set((lake.folder() / "derived").glob("placements-*"))
    assert there
    dry_run.build(drafted, "machinery")
    assert set((lake.folder() / "derived").glob("placements-*")) == there
    links = {r["link"] for r in rows_of(dry_run.drafted(its).select("link").distinct())}
    assert links == {x.code for x in its.touched.anew}


def test_works_with_reasons_on_both_sides(drafted):
    """A company off its link, one whose link is gone, one on a new link, one less sure: each says why, twice."""
    by = {(r.link_name, r.kind): r for r in everything(drafted)}
    gone, new, less = by[HYDRAULIC, OFF], by["示例轴承", ON], by[PUMP, SURER]
    assert gone.why_was.startswith(("高：", "中：")) and gone.why_now == "不在：没有这个环节"
    assert new.why_was == "不在：没有这个环节" and "“轴承制造”" in new.why_now
    assert less.why_was.startswith("高：") and "“水泵”" in less.why_was
    assert less.why_now.startswith("中：")
    here = everything(drafted, district=HERE)
    assert {r.region[-3:] for r in here} == {"柯桥区"} and {r.kind for r in here} == {ON}
    assert [r.kind for r in everything(drafted, text="液压")] == [OFF, OFF]


def test_works_for_a_draft_that_changes_nothing(planted, actors):
    draft_chain(actor=actors["centre"], chain="machinery")
    assert dry_run.build(actors["centre"], "machinery") == {ON: 0, OFF: 0, SURER: 0}
    assert dry_run.outcome(actors["centre"], "machinery", HERE).moving == []


def test_works_for_a_new_chain(planted, actors):
    """Everything on it comes on; there is no verdict before."""
    centre = actors["centre"]
    code = draft_chain(actor=centre, name="示例链")
    add_link(actor=centre, chain=code, change=LinkChange(name="示例水泵", make=["水泵"]))
    assert dry_run.build(centre, code) == {ON: 40, OFF: 0, SURER: 0}
    (link,) = dry_run.outcome(centre, code, HERE).links
    assert link.before is None and (link.after.observed, round(link.after.expected)) == (0, 20)


def test_works_by_job_when_the_registry_is_large(drafted, monkeypatch):
    """Nobody waits: a job is queued; until it is done, and after the draft changes again, there is no answer."""
    monkeypatch.setattr(dry_run, "is_large", lambda actor: True)
    with pytest.raises(Refused, match="还没有试算"):
        dry_run.outcome(drafted, "machinery")
    code = start_dry_run(actor=drafted, chain="machinery")
    (job,) = jobs(drafted, kind="chains-dry-run")
    assert job.code == code and "高端装备" in job.title
    dry_run.build(drafted, "machinery")
    assert start_dry_run(actor=drafted, chain="machinery") == ""
    assert dry_run.outcome(drafted, "machinery").total(OFF)
    edit_link(actor=drafted, chain="machinery", link=BEARING, change=LinkChange(make=["示例滚子"]))
    with pytest.raises(Refused, match="还没有试算"):
        moves.find_moves(drafted, "machinery")


def test_works_the_same_by_command_and_api(drafted, client_as):
    client, url = client_as("centre"), "/api/v1/chains/drafts/machinery"
    assert client.post(f"{url}/dry-run").json() == {"job": ""}
    body = client.get(f"{url}/dry-run", {"district": HERE}).json()
    rows = client.get(f"{url}/moves", {"limit": 3, "kind": "off"}).json()
    asked = ["chains", "dry-run", "machinery", "--district", HERE, "--kind", "off", "--top", "3", "--json"]
    ran = CliRunner().invoke(root, ["--as", "centre", *asked])
    assert ran.exit_code == 0, ran.output
    printed = json.loads(ran.stdout)
    assert printed.pop("rows") == rows["rows"]
    assert printed == body
    assert rows["total"] == body["moves"]["off"]
    table = (
        CliRunner().invoke(root, ["--as", "centre", "chains", "dry-run", "machinery", "--top", "2"]).output
    )
    assert "样本不足→—" in table and "示例轴承" in table


def test_refuses(planted, actors):
    with pytest.raises(Refused, match="没有草稿"):
        start_dry_run(actor=actors["centre"], chain="machinery")


@pytest.mark.parametrize("who", ["officer", "leader", "system_admin"])
def test_forbids(drafted, actors, who):
    for act in (
        lambda: start_dry_run(actor=actors[who], chain="machinery"),
        lambda: dry_run.outcome(actors[who], "machinery"),
        lambda: moves.find_moves(actors[who], "machinery"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.forbidden
