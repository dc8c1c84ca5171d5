"""Pages of chains: who may open them, what they show, three clicks from the map to a lead."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from zhuchao.chains import flows, selectors
from zhuchao.engagements.flows import close_lead

pytestmark = pytest.mark.django_db
STAFF = ("officer", "office_head", "centre", "department", "leader", "assessor")
OTHERS = ("system_admin", "security_admin", "audit_admin")
LINK = ("machinery", "pumps_valves")
ASKED = {"chain": "machinery", "link": "pumps_valves", "district": "330603"}


def pages():
    return [
        reverse("chains:map", args=["machinery"]),
        reverse("chains:gaps", args=["machinery"]),
        reverse("chains:link", args=LINK),
        reverse("chains:lists"),
    ]


@pytest.fixture
def kept(planted, actors):
    return flows.save_target_list(actor=actors["officer"], top=5, **ASKED)


@pytest.mark.parametrize("name", STAFF)
def test_staff_open_every_page(planted, client_as, name):
    client = client_as(name)
    for url in pages():
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert "正在等待归位" not in answer.content.decode()


@pytest.mark.parametrize("name", OTHERS)
def test_administrators_are_refused(planted, client_as, name):
    client = client_as(name)
    for url in (*pages(), reverse("chains:overview")):
        assert client.get(url).status_code == 403, url
    assert client.post(reverse("chains:save"), ASKED).status_code == 403


def test_a_stranger_is_sent_to_log_in(planted, client, db):
    for url in pages():
        assert reverse("accounts:login") in client.get(url)["Location"]


def test_the_map_names_every_kind_and_leads_to_the_links(planted, client_as):
    shown = client_as("officer").get(reverse("chains:map", args=["machinery"])).content.decode()
    assert reverse("chains:link", args=LINK) in shown
    assert re.search(r"泵阀与压缩机</b><small[^>]*>缺 · 实有 0 家，应有 20.0 家", shown)
    assert re.search(r"轴承</b><small[^>]*>弱 · 实有 4 家，应有 20.0 家", shown)
    assert re.search(r"液压与气动</b><small[^>]*>样本不足 · 实有 0 家，应有 1.0 家", shown)


def test_the_board_orders_by_evidence_and_says_what_is_enough(planted, client_as):
    client = client_as("officer")
    shown = client.get(reverse("chains:gaps", args=["machinery"])).content.decode()
    rows = [shown.index(f">{name}</a>") for name in ("泵阀与压缩机", "轴承", "液压与气动")]
    assert rows == sorted(rows)
    link = client.get(reverse("chains:link", args=["machinery", "hydraulics"])).content.decode()
    assert "要有 5,000 家（现 1,000 家）" in link
    assert "目标企业 2 家" in link


def test_another_district_is_kept_in_the_address(planted, client_as):
    client = client_as("officer")
    shown = client.get(reverse("chains:link", args=LINK), {"district": "330106"}).content.decode()
    assert "西湖区" in shown
    wrong = client.get(reverse("chains:link", args=LINK), {"district": "<script>"})
    assert wrong.status_code >= 400 and b"<script>" not in wrong.content


def test_the_page_shows_the_points_of_the_selector(planted, client_as, actors):
    shown = client_as("officer").get(reverse("chains:link", args=LINK)).content.decode()
    ranked = selectors.targets(actors["officer"], *LINK, "330603").rows
    first = ranked[0]
    part = shown[shown.index(f'id="t-{first.uscc}"') :].split("</li>")[0]
    assert f"<b>{first.score:.1f}</b>" in part and first.name in part
    for reason in first.reasons:
        assert reason.text in part
    assert "登记数据截至 2019-04，存续未核实。" in shown
    assert "〇" not in shown


def test_saving_shows_the_list_as_it_was(planted, client_as):
    client = client_as("officer")
    answer = client.post(reverse("chains:save"), ASKED, follow=True)
    shown = answer.content.decode()
    assert "名单已保存" in shown and "登记数据截至 2019-04，存续未核实。名次" in shown
    assert shown.count('class="ch-target"') == 40


def test_one_click_makes_a_lead(planted, client_as, actors):
    """Map, link, one press: the company is a lead of the officer's office and the list tells so."""
    client = client_as("officer")
    company = selectors.targets(actors["officer"], *LINK, "330603").rows[0]
    answer = client.post(reverse("chains:save"), ASKED | {"uscc": company.uscc}, follow=True)
    shown = answer.content.decode()
    assert "已转为本单位线索" in shown
    assert "跟进中" in shown[shown.index(f'id="t-{company.uscc}"') :].split("</li>")[0]
    again = client.get(reverse("chains:link", args=LINK)).content.decode()
    assert f'id="t-{company.uscc}"' not in again


def test_the_outcome_comes_back(kept, client_as, actors):
    officer = actors["officer"]
    row = selectors.target_list(officer, kept).rows[1]
    client = client_as("officer")
    client.post(reverse("chains:claim", args=[kept]), {"uscc": row.uscc})
    lead = selectors.target_list(officer, kept).rows[1].lead_code
    close_lead(actor=officer, code=lead, outcome="declined", reason="示例")
    shown = client.get(reverse("chains:list", args=[kept])).content.decode()
    part = shown[shown.index(f'id="t-{row.uscc}"') :].split("</li>")[0]
    assert "已办结：企业无意向" in part and reverse("engagements:lead", args=[lead]) in part


def test_a_refused_claim_says_why(kept, client_as, actors):
    row = selectors.target_list(actors["officer"], kept).rows[0]
    client = client_as("officer")
    client.post(reverse("chains:claim", args=[kept]), {"uscc": row.uscc})
    shown = client.post(
        reverse("chains:claim", args=[kept]), {"uscc": row.uscc}, follow=True
    ).content.decode()
    assert "示例街道一" in shown
    readers = client_as("leader").get(reverse("chains:list", args=[kept])).content.decode()
    assert "您的岗位不登记线索" in readers


def test_another_office_neither_lists_nor_opens_it(kept, client_as):
    client = client_as("other_officer")
    assert kept not in client.get(reverse("chains:lists")).content.decode()
    assert client.get(reverse("chains:list", args=[kept])).status_code == 403
    assert client.get(reverse("chains:list", args=[kept]) + "?export=xlsx").status_code == 403


def test_html_in_a_name_stays_text(planted, client_as, actors):
    """A registered name is data: nothing of it runs on any page or in an export."""
    evil = "<script>alert(1)</script>泵业有限公司"
    planted.add(evil, "水泵制造<img src=x onerror=alert(2)>", capital_wan=60_000.0)
    planted.publish("2")
    client = client_as("officer")
    selectors.link_page(actors["officer"], *LINK, "330603")
    for url in (reverse("chains:link", args=LINK), reverse("chains:map", args=["machinery"])):
        selectors.gaps(actors["officer"], "machinery", "330603")
        selectors.targets(actors["officer"], *LINK, "330603")
        shown = client.get(url).content.decode()
        assert "<script>alert" not in shown and "<img src=x" not in shown
    assert "&lt;script&gt;alert(1)" in client.get(reverse("chains:link", args=LINK)).content.decode()
    code = flows.save_target_list(actor=actors["officer"], top=2, **ASKED)
    assert "<script>alert" not in client.get(reverse("chains:list", args=[code])).content.decode()


def test_the_export_holds_the_rows_with_reasons(kept, client_as, actors):
    answer = client_as("officer").get(reverse("chains:list", args=[kept]) + "?export=xlsx")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [[str(c) for c in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    head = next(n for n, row in enumerate(cells) if "得分（分）" in row)
    rows = selectors.target_list(actors["officer"], kept).rows
    score, name = cells[head].index("得分（分）"), cells[head].index("企业")
    found = [(row[name], float(row[score])) for row in cells[head + 1 : head + 6]]
    assert found == [(r.name, float(r.score)) for r in rows]
    assert any(
        "存续未核实" in cell
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in map(str, row)
    )


def test_queries_do_not_grow_with_the_lists(kept, client_as, actors, count_queries):
    from django.utils import timezone

    from zhuchao.chains.models import TargetList

    def more(n):
        for _ in range(n):
            TargetList.objects.create(
                chain="machinery",
                chain_name="示例",
                link="pumps_valves",
                link_name="示例环节",
                district="330603",
                as_of="2019-04-30",
                lake_version=1,
                rule_version="示例",
                caveat="示例",
                office_code="T1",
                saved_by="示例",
                saved_at=timezone.now(),
            )

    client = client_as("officer")
    count_queries("chains:lists", more, lambda: client.get(reverse("chains:lists")))


def test_queries_do_not_grow_with_the_rows_of_a_list(kept, client_as, count_queries):
    from zhuchao.chains.models import TargetList, TargetRow

    owner = TargetList.objects.get(code=kept)

    def more(n):
        start = owner.rows.count()
        for i in range(start, start + n):
            TargetRow.objects.create(
                target_list=owner,
                rank=i + 1,
                uscc=f"X{i:017d}",
                name="示例泵业",
                confidence="high",
                score=1,
                reasons=[{"code": "fit", "text": "示例", "points": "1"}],
            )

    client = client_as("officer")
    count_queries("chains:list", more, lambda: client.get(reverse("chains:list", args=[kept])))


def test_nothing_computed_yet_is_said_and_started(unbuilt, client_as, actors):
    """The page does not hang: it offers to start the work, shows the job, and opens when the tables are there."""
    client = client_as("officer")
    url = reverse("chains:map", args=["machinery"])
    assert "还没有把企业归入" in client.get(url).content.decode()
    answer = client.post(reverse("chains:refresh"), {"next": url})
    assert answer["Location"] == url
    assert "排队中" in client.get(url).content.decode()
    elsewhere = client.post(reverse("chains:refresh"), {"next": "https://example.org/"})
    assert elsewhere["Location"] == reverse("chains:overview")
    flows.refresh_placements(actor=actors["officer"])
    part = client.get(url, headers={"HX-Request": "true", "HX-Target": "waiting"})
    assert part["HX-Refresh"] == "true"
    assert "泵阀与压缩机" in client.get(url).content.decode()
    assert "高端装备与工业机器人" in client.get(reverse("chains:overview")).content.decode()


def test_before_any_import_the_page_says_what_to_do(client_as, settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path
    shown = client_as("officer").get(reverse("chains:overview")).content.decode()
    assert "登记库还是空的" in shown and "registry import" in shown


def test_the_panel_of_a_company_names_links_and_lists(kept, planted, actors):
    from zhuchao.chains.web.panels import company_panel

    row = selectors.target_list(actors["officer"], kept).rows[0]
    panel = company_panel(actors["officer"], row.uscc)
    assert [p["link"] for p in panel.context["placed"]] == ["泵阀与压缩机"]
    assert "“水泵”" in panel.context["placed"][0]["why"]
    assert len(panel.context["lists"]) == 1
    assert company_panel(actors["other_officer"], row.uscc).context["lists"] == []
    assert company_panel(actors["system_admin"], row.uscc) is None
