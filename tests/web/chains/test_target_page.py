"""The page of one target: each block from the records it rests on, for whoever may see them, in the order that counts."""

import datetime as dt

import pytest
from chains_lake import AWAY, HOME, plant
from django.urls import reverse

from zhuchao.chains import flows, selectors
from zhuchao.chains.selectors import tables
from zhuchao.companies.flows import add_contact, adopt_company
from zhuchao.engagements.flows import add_introducer, close_lead, hold_engagement, open_lead
from zhuchao.projects.flows import open_project
from zhuchao.terms.actor import SYSTEM
from zhuchao.warehouse import engines

pytestmark = pytest.mark.django_db
LINK = ("machinery", "pumps_valves")
ASKED = {"chain": LINK[0], "link": LINK[1], "district": HOME}


@pytest.fixture
def pump(tmp_path, settings, few_chains):
    """A pump maker of Hangzhou with a branch in Suzhou and one in our city, and a company of its brand in our district."""
    settings.ZHUCHAO_HOME = tmp_path
    engines.close()
    rows = plant()
    (head,) = rows.add("奇泵业有限公司", "水泵制造", core_name="奇泵", capital_wan=300.0)
    name = rows.rows[-1]["name"]
    away = {"is_branch": True, "name_key": f"{name}苏州分公司", "reg_date": dt.date(2012, 3, 4)}
    rows.add("苏州分公司", None, "320505", **away)
    rows.add("绍兴分公司", None, "330602", **away | {"name_key": f"{name}绍兴分公司"})
    (kin,) = rows.add("奇泵机械有限公司", "餐饮服务", HOME, core_name="奇泵")
    rows.publish()
    selectors.gaps(SYSTEM, LINK[0], HOME)
    for table in (tables.footprint, tables.flows, tables.bearers, tables.years):
        table()
    yield head, name, kin, rows.rows[-1]["name"]
    engines.close()


def address(uscc):
    return reverse("chains:target", args=[*LINK, uscc])


def page_of(actors, uscc, name="officer"):
    return selectors.target_page(actors[name], *LINK, HOME, uscc)


def kinds(found):
    return [t.kind for t in found]


def test_what_the_registry_knows_stands_dated_and_leads_there(pump, actors, client_as):
    head, _, kin, kin_name = pump
    page = page_of(actors, head)
    assert [(t.kind, str(t.on)) for t in page.dated if t.kind != "flow"] == [
        ("branch", "2012-03-04"),
        ("branch", "2012-03-04"),
        ("founded", "2005-01-01"),
    ]
    assert {t.text for t in page.dated if t.kind == "branch"} == {
        "在苏州市设分支机构",
        "在绍兴市设分支机构",
    }
    assert kinds(page.ways) == ["branch-here", "kin-here"] and page.no_way == ""
    assert page.ways[1].text == f"本区有同字号企业{kin_name}（须核实是否关联）" and page.ways[1].key == kin
    codes = [a.code for a in page.against]
    assert "small" in codes and "never-out" not in codes and codes[-1] == "stale"
    assert page.competing.rows[0].code == "320500" and page.competing.rows[0].reasons[0].code == "own"
    shown = client_as("officer").get(address(head)).content.decode()
    for block in ("为什么是它", "有日期的依据", "谁能搭上线", "不利因素", "得分明细", "对手城市"):
        assert block in shown
    assert reverse("companies:detail", args=[kin]) in shown and "苏州市" in shown
    assert "登记数据截至 2019-04" in shown and "未训练" in shown


def test_our_own_dealings_lead_there_the_nearest_first(pump, actors, client_as):
    head, name, kin, _ = pump
    officer = actors["officer"]
    adopt_company(actor=actors["centre"], uscc=head)
    adopt_company(actor=actors["centre"], uscc=kin)
    add_contact(
        actor=officer, uscc=head, name="示例王小明", title="厂长", phone="13900001234", purpose="招商"
    )
    hold_engagement(
        actor=officer,
        uscc=head,
        title="示例登门",
        held_on=dt.date(2026, 3, 2),
        summary="谈扩产",
        interest="none",
    )
    by = add_introducer(actor=officer, purpose="牵线", unit="示例水泵商会", title="秘书长")
    other = plant().rows[0]
    open_lead(
        actor=officer,
        uscc=other["uscc"],
        company_name=other["name"],
        source="chamber",
        introducer=by,
        source_place="浙江省杭州市",
    )
    open_project(
        actor=officer,
        name="示例水泵项目",
        company_name=name,
        uscc=head,
        klass="emerging",
        nature="new",
        form="lease",
    )
    page = page_of(actors, head)
    told = {t.kind: t for t in page.ways}
    assert kinds(page.ways)[:4] == ["contact", "visit", "project", "branch-here"]
    assert "示例街道一" in told["contact"].text and "王小明" not in told["contact"].text
    assert str(told["visit"].on) == "2026-03-02" and "示例登门" in told["visit"].text
    assert "示例街道一牵头" in told["project"].text
    assert "示例水泵商会秘书长" in told["introducer"].text and other["name"] in told["introducer"].text
    assert told["introducer"].key == by and told["kin-master"].key == kin
    assert {"visit", "project", "master"} <= set(kinds(page.dated))
    shown = client_as("officer").get(address(head)).content.decode()
    assert "王小明" not in shown and reverse("engagements:introducer", args=[by]) in shown
    # Another office sees neither the contact nor the visit, and no lead that the introducer brought.
    unseen = page_of(actors, head, "other_officer")
    assert not {"contact", "visit", "project", "introducer"} & set(kinds(unseen.ways))


def test_a_claim_and_a_closed_lead_speak_against_and_shut_the_button(pump, actors, client_as):
    head, name, *_ = pump
    first = open_lead(actor=actors["officer"], uscc=head, company_name=name, source="visit")
    told = page_of(actors, head, "other_officer").against[0]
    assert told.code == "claimed" and "示例街道一" in told.text and told.key == ""
    assert page_of(actors, head).against[0].key == first
    shown = client_as("other_officer").get(address(head)).content.decode()
    assert "该企业正由一个单位跟进" in shown and reverse("engagements:lead", args=[first]) not in shown
    close_lead(actor=actors["officer"], code=first, outcome="declined", reason="示例用地不足")
    free = page_of(actors, head)
    assert free.against[0].code == "ended" and "示例用地不足" in free.against[0].text
    assert not free.followed and "ended" not in [
        a.code for a in page_of(actors, head, "other_officer").against
    ]


def test_the_link_and_the_saved_list_lead_to_the_page_and_it_to_a_lead(planted, actors, client_as):
    client = client_as("officer")
    best = selectors.targets(actors["officer"], *LINK, HOME, 1).rows[0]
    assert address(best.uscc) in client.get(reverse("chains:link", args=LINK)).content.decode()
    kept = flows.save_target_list(actor=actors["officer"], top=3, **ASKED)
    assert address(best.uscc) in client.get(reverse("chains:list", args=[kept])).content.decode()
    shown = client.get(address(best.uscc)).content.decode()
    assert "无联系线索" in shown and f'value="{best.uscc}"' in shown
    assert "list" in kinds(page_of(actors, best.uscc).dated)
    made = client.post(reverse("chains:save"), ASKED | {"uscc": best.uscc}, follow=True)
    assert "已转为本单位线索" in made.content.decode()


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_refused(planted, client_as, name):
    assert client_as(name).get(address("91990000000000000X")).status_code == 403


def test_a_company_of_our_own_district_is_no_target(planted, client_as):
    ours = next(r for r in planted.rows if r["county_code"] == HOME and "轴承" in r["name"])
    url = reverse("chains:target", args=["machinery", "bearings", ours["uscc"]])
    answer = client_as("officer").get(url)
    assert answer.status_code == 409 and "就在本区" in answer.content.decode()


def test_queries_do_not_grow_with_the_dealings(planted, actors, client_as, count_queries):
    best = selectors.targets(actors["officer"], *LINK, HOME, 1).rows[0]
    by = add_introducer(actor=actors["officer"], purpose="牵线", unit="示例商会", title="秘书长")
    others = iter([r for r in planted.rows if "餐饮" in r["name"] and r["county_code"] == AWAY])

    def more(n):
        for _ in range(n):
            other = next(others)
            hold_engagement(
                actor=actors["officer"],
                uscc=best.uscc,
                title="示例登门",
                held_on=dt.date(2026, 3, 2),
                summary="谈扩产",
                interest="none",
            )
            open_lead(
                actor=actors["officer"],
                uscc=other["uscc"],
                company_name=other["name"],
                source="chamber",
                introducer=by,
                source_place="浙江省杭州市",
            )

    client = client_as("officer")
    count_queries("chains:target", more, lambda: client.get(address(best.uscc)))
