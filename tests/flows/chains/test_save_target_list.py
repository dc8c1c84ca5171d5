"""Keeping a ranking: as it was, for whom, and who may."""

from decimal import Decimal

import pytest

from zhuchao import rulebook
from zhuchao.chains import flows, selectors
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
ASKED = {"chain": "machinery", "link": "泵阀与压缩机", "district": "330603"}


def test_works(planted, actors):
    """The rows stand in their order, points add up to the score, and a second look shows the same."""
    code = flows.save_target_list(actor=actors["officer"], top=10, **ASKED)
    one = selectors.target_list(actors["officer"], code)
    now = selectors.targets(actors["officer"], top=10, **ASKED)
    assert [(r.uscc, r.score, r.reasons) for r in one.rows] == [
        (r.uscc, r.score, r.reasons) for r in now.rows
    ]
    assert [r.rank for r in one.rows] == list(range(1, 11))
    assert all(sum(r.points for r in x.reasons) == x.score for x in one.rows)
    assert all(sum(r["points"] for r in x.as_dict()["reasons"]) == x.as_dict()["score"] for x in one.rows)
    assert (one.head.size, one.head.claimed, one.head.office) == (10, 0, "T1")


def test_works_as_it_was_when_lake_and_rules_change(planted, actors, monkeypatch):
    """A later import and other weights change the ranking of today and not the list that was kept."""
    code = flows.save_target_list(actor=actors["officer"], top=10, **ASKED)
    before = selectors.target_list(actors["officer"], code)
    planted.add("泵业集团有限公司", "水泵制造", times=3, capital_wan=90_000.0)
    planted.publish("2")
    scheme = rulebook.rule("targets.scheme", on=before.head.saved_at.date())
    for criterion in scheme.value:
        for band in criterion["bands"]:
            monkeypatch.setitem(band, "points", band["points"] * 2)
    fresh = selectors.targets(actors["officer"], top=10, **ASKED)
    assert fresh.rows[0].capital_wan == 90_000
    after = selectors.target_list(actors["officer"], code)
    assert after == before
    assert (after.head.lake_version, fresh.lake_version) == (1, 2)
    assert after.rows[0].score != fresh.rows[0].score


def test_works_for_those_who_may_see_it(planted, actors):
    """The office and the district-wide see the list, another office neither opens nor counts it."""
    code = flows.save_target_list(actor=actors["officer"], top=3, **ASKED)
    for name in ("office_head", "centre", "leader", "assessor"):
        assert selectors.target_list(actors[name], code).head.code == code
        assert selectors.find_target_lists(actors[name]).total == 1
    for name in ("other_officer", "department", "system_admin", "audit_admin"):
        with pytest.raises(Refused) as refused:
            selectors.target_list(actors[name], code)
        assert refused.value.forbidden
        assert selectors.find_target_lists(actors[name]).total == 0
    assert [v.code for v in selectors.lists_of_company(actors["officer"], first(actors, code))] == [code]
    assert selectors.lists_of_company(actors["other_officer"], first(actors, code)) == []


def first(actors, code):
    return selectors.target_list(actors["officer"], code).rows[0].uscc


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"chain": "没有的链"}, "没有产业链"),
        ({"link": "没有的环节"}, "没有环节"),
        ({"district": "330600"}, "不是现行的区县"),
        ({"district": "<b>"}, "不是现行的区县"),
        ({"top": 0}, "1 至 500"),
        ({"top": 501}, "1 至 500"),
        ({"link": "工业机器人本体"}, "没有可列入名单的企业"),
    ],
)
def test_refuses(planted, actors, change, message):
    """Unknown names, a city instead of a county, a size out of range, an empty ranking: nothing is kept."""
    with pytest.raises(Refused, match=message):
        flows.save_target_list(actor=actors["officer"], **(ASKED | {"top": 5} | change))
    assert selectors.find_target_lists(actors["centre"]).total == 0


def test_refuses_without_a_registry(actors, settings, tmp_path):
    """Before any import the answer says what to do."""
    settings.ZHUCHAO_HOME = tmp_path
    with pytest.raises(Refused, match="登记库还是空的"):
        flows.save_target_list(actor=actors["officer"], top=5, **ASKED)


@pytest.mark.parametrize("name", ["leader", "assessor", "system_admin", "security_admin", "audit_admin"])
def test_forbids(planted, actors, name):
    """Who only reads, and who only administers, keeps no list."""
    with pytest.raises(Refused) as refused:
        flows.save_target_list(actor=actors[name], top=5, **ASKED)
    assert refused.value.forbidden


def test_scores_are_exact_decimals(planted, actors):
    """What was kept reads back as the same decimal."""
    code = flows.save_target_list(actor=actors["officer"], top=1, **ASKED)
    row = selectors.target_list(actors["officer"], code).rows[0]
    assert isinstance(row.score, Decimal) and row.score * 2 == (row.score * 2).to_integral_value()
