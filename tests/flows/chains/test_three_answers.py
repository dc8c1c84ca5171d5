"""One link truly missing, one weak, one too thin to say: three answers, the same by every way in."""

import json

import pytest
from click.testing import CliRunner

from zhuchao.chains import selectors
from zhuchao.site.cli import root
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
WANTED = {"泵阀与压缩机": "缺", "轴承": "弱", "液压与气动": "样本不足"}


def answers(rows):
    return {r["name"]: r["kind"] for r in rows if r["name"] in WANTED}


def test_by_selector(planted, actors):
    """With the numbers that decided: 20 expected and none there, 20 and 4, 1 and none."""
    found = {g.link.name: g for g in selectors.gaps(actors["officer"], "machinery", "330603")}
    assert {n: found[n].kind.value for n in WANTED} == WANTED
    numbers = [(found[n].observed, round(found[n].expected)) for n in WANTED]
    assert numbers == [(0, 20), (4, 20), (0, 1)]
    assert "样本不足" in " ".join(found["液压与气动"].reasons)
    assert "应有 20.0 家" in found["泵阀与压缩机"].reasons[0]


@pytest.mark.parametrize("chain", ["machinery", "高端装备与工业机器人"])
def test_by_command(planted, district, chain):
    """``zhuchao --as officer chains gaps CHAIN --district CODE --json``, by code or name."""
    ran = CliRunner().invoke(
        root, ["--as", "officer", "chains", "gaps", chain, "--district", "330603", "--json"]
    )
    assert ran.exit_code == 0, ran.output
    assert answers(json.loads(ran.stdout)) == WANTED


def test_by_old_code_of_the_district(planted, district):
    """330621 is the district before 2013."""
    ran = CliRunner().invoke(
        root, ["--as", "officer", "chains", "gaps", "machinery", "--district", "330621", "--json"]
    )
    assert answers(json.loads(ran.stdout)) == WANTED


def test_by_api(planted, client_as):
    """The same rows as the command prints."""
    client = client_as("officer")
    body = client.get("/api/v1/chains/chains/machinery/gaps?district=330603").json()
    assert answers(body["gaps"]) == WANTED
    printed = CliRunner().invoke(
        root, ["--as", "officer", "chains", "gaps", "machinery", "--district", "330603", "--json"]
    )
    assert json.loads(printed.stdout) == body["gaps"]


@pytest.mark.parametrize("code", ["330600", "33", "abc"])
def test_a_district_must_be_a_county(planted, actors, code):
    """A city, a piece of a code, no code; only an empty one means our own district."""
    with pytest.raises(Refused, match="不是现行的区县"):
        selectors.gaps(actors["officer"], "machinery", code)
    assert selectors.gap_board(actors["officer"], "machinery", "").district == "330603"


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_refused(planted, actors, name):
    """What the registry says of chains is for staff."""
    with pytest.raises(Refused) as refused:
        selectors.gaps(actors[name], "machinery", "330603")
    assert refused.value.forbidden


def test_evidence_is_the_same_by_every_way(planted, client_as, actors, district):
    """Five pieces a link, the silent ones with why; the page of the link says the same sentences."""
    client = client_as("officer")
    body = client.get("/api/v1/chains/chains/machinery/gaps?district=330603").json()["gaps"]
    printed = CliRunner().invoke(
        root, ["--as", "officer", "chains", "gaps", "machinery", "--district", "330603", "--json"]
    )
    assert [g["evidence"] for g in json.loads(printed.stdout)] == [g["evidence"] for g in body]
    bearing = next(g for g in body if g["name"] == "轴承")
    assert [e["name"] for e in bearing["evidence"]] == [
        "份额期望",
        "关联密度",
        "投入产出需求",
        "近年进入",
        "学习预测",
    ]
    share, *others = bearing["evidence"]
    assert (share["stance"], share["rows"]) == ("支持", 4)
    assert all(e["stance"] == "未发声" and e["text"] for e in others if e["number"] is None)
    page = client.get(f"/chains/machinery/{bearing['link']}/?district=330603").content.decode()
    told = CliRunner().invoke(
        root, ["--as", "officer", "chains", "gaps", "machinery", "--district", "330603", "--evidence"]
    )
    for one in bearing["evidence"]:
        assert one["text"] in page and one["text"] in told.output
    years = {a["year"]: a for a in bearing["arrivals"]}
    assert (years[2005]["district"], years[2005]["province"]) == (4, 40)
