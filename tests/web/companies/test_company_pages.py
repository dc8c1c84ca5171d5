"""Pages of companies: who may open them and what they show."""

import pytest
from django.urls import reverse
from registry_lake import code

from zhuchao.companies import flows

pytestmark = pytest.mark.django_db
PUMPS = "绍兴市柯桥区示例水泵厂"
STAFF = ("officer", "office_head", "centre", "department", "leader", "assessor")
KEEPERS = ("officer", "office_head", "centre", "department")
OTHERS = ("system_admin", "security_admin", "audit_admin")
IMPORTING = ("import", "imports")


def text(answer):
    return answer.content.decode()


def reading(pumps):
    return [reverse(f"companies:{n}") for n in ("search", "list", "contacts")] + [
        reverse("companies:search") + "?q=示例",
        reverse("companies:detail", args=[pumps]),
    ]


def keeping(pumps):
    return [reverse("companies:add")] + [
        reverse(f"companies:{n}", args=[pumps]) for n in ("correct", "rename", "add-contact")
    ]


@pytest.mark.parametrize("name", STAFF)
def test_every_staff_role_reads_and_only_keepers_keep(client_as, pumps, name):
    client = client_as(name)
    for url in reading(pumps):
        assert client.get(url).status_code == 200, url
    for url in keeping(pumps):
        assert client.get(url).status_code == (200 if name in KEEPERS else 403), url


@pytest.mark.parametrize("name", STAFF)
def test_only_the_centre_imports(client_as, pumps, name):
    client = client_as(name)
    shown = text(client.get(reverse("companies:search")))
    assert ("数据导入" in shown) == (name == "centre")
    for page in IMPORTING:
        assert client.get(reverse(f"companies:{page}")).status_code == (200 if name == "centre" else 403)


@pytest.mark.parametrize("name", OTHERS)
def test_administrators_are_refused(client_as, pumps, contact, name):
    client = client_as(name)
    urls = reading(pumps) + keeping(pumps) + [reverse(f"companies:{p}") for p in IMPORTING]
    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 403, url
        assert PUMPS not in text(answer)
    assert client.post(reverse("companies:adopt", args=[code(1)])).status_code == 403
    assert client.post(reverse("companies:reveal-contact", args=[contact])).status_code == 403


def test_a_stranger_is_sent_to_log_in(client, pumps, contact):
    urls = reading(pumps) + keeping(pumps) + [reverse(f"companies:{p}") for p in IMPORTING]
    for url in [*urls, reverse("companies:drop-contact", args=[contact])]:
        answer = client.get(url)
        assert answer.status_code == 302 and reverse("accounts:login") in answer["Location"], url


def test_a_registry_row_is_adopted_from_its_page(client_as, small_lake):
    """The registry's values with their caveat; then the master stands beside them."""
    client, known = client_as("officer"), small_lake.codes["浙江示例龙盛染整股份有限公司"]
    page = reverse("companies:detail", args=[known])
    shown = text(client.get(page))
    assert "仅见于登记库" in shown and "存续未核实" in shown and "印染；纺织品后整理" in shown
    assert "3 亿元" in shown.replace("3.00 亿元", "3 亿元")
    for branch in ("杭州分公司", "上海分公司", "绍兴示例龙盛纺织有限公司"):
        assert branch in shown
    after = text(client.post(reverse("companies:adopt", args=[known]), follow=True))
    assert "已在企业主档" in after and "与主档相同" in after and "示例街道一登记" in after
    again = text(client.post(reverse("companies:adopt", args=[known]), follow=True))
    assert "一家企业只登记一次" in again


def test_refused_actions_say_why(client_as, small_lake):
    """A leader sees the buttons disabled with the reason; an officer is told to adopt first."""
    page = reverse("companies:detail", args=[small_lake.codes[PUMPS]])
    shown = text(client_as("leader").get(page))
    assert "您的岗位不能登记或修改企业" in shown
    assert reverse("companies:adopt", args=[small_lake.codes[PUMPS]]) not in shown
    assert "还没有纳入企业主档" in text(client_as("officer").get(page))


def test_the_lead_form_is_filled_from_the_company(client_as, pumps):
    shown = text(client_as("officer").get(reverse("companies:detail", args=[pumps])))
    assert f"{reverse('engagements:open')}?uscc={pumps}" in shown


def test_a_company_nobody_knows(client_as, small_lake):
    """A valid code leads to a page that says what to do, an invalid one nowhere."""
    client = client_as("officer")
    shown = text(client.get(reverse("companies:detail", args=[code(7777)])))
    assert "登记库和企业主档里都没有这家企业" in shown and f"?uscc={code(7777)}" in shown
    assert client.get(reverse("companies:detail", args=["123"])).status_code == 404


def test_the_search_page(client_as, small_lake):
    """Empty it explains itself; with words it lists and marks them; nothing found says what to try."""
    client, page = client_as("officer"), reverse("companies:search")
    assert "怎么查" in text(client.get(page))
    shown = text(client.get(page, {"q": "水泵"}))
    assert "示例<mark>水泵</mark>厂" in shown and "毫秒" in shown
    assert "没有找到" in text(client.get(page, {"q": "绝无此名"}))
    assert "登记库还是空的" not in shown


def test_the_search_page_over_an_empty_registry(client_as, settings, tmp_path):
    settings.ZHUCHAO_HOME = tmp_path
    client = client_as("officer")
    for query in ({}, {"q": "示例"}):
        assert "登记库还是空的" in text(client.get(reverse("companies:search"), query))
    assert client.get(reverse("companies:detail", args=[code(1)])).status_code == 200


def test_html_in_a_name_is_shown_as_text(client_as, actors, small_lake):
    bad = "示例<script>alert(1)</script>公司"
    flows.add_company(actor=actors["officer"], uscc=code(6002), name=bad, scope=bad, note=bad, address=bad)
    flows.add_contact(actor=actors["officer"], uscc=code(6002), name=bad, phone="13800001234", purpose=bad)
    client = client_as("officer")
    for url in (
        reverse("companies:list"),
        reverse("companies:contacts"),
        reverse("companies:detail", args=[code(6002)]),
        reverse("companies:correct", args=[code(6002)]),
        reverse("companies:search") + "?q=<script>alert(1)</script>",
    ):
        shown = text(client.get(url))
        assert "<script>alert(1)" not in shown, url
        assert "&lt;script&gt;alert(1)" in shown, url
