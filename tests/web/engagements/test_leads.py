"""Pages of leads: who may open them, what they show, what bad input says."""

import pytest
from django.urls import reverse

from zhuchao.engagements import flows
from zhuchao.terms.uscc import check_character

pytestmark = pytest.mark.django_db

STAFF = ("officer", "office_head", "centre", "department", "leader", "assessor")
OTHERS = ("system_admin", "security_admin", "audit_admin")


def code_of(number: int) -> str:
    first17 = f"91330600MA{number:07d}"
    return first17 + check_character(first17)


@pytest.fixture
def lead(actors):
    return flows.open_lead(
        actor=actors["officer"], uscc=code_of(1), company_name="示例纺织甲有限公司", source="visit"
    )


def pages(code):
    names = ("assign", "answer", "judge", "close", "lead")
    return [
        reverse("engagements:leads"),
        reverse("engagements:open"),
        *(reverse(f"engagements:{n}", args=[code]) for n in names),
    ]


@pytest.mark.parametrize("name", ("officer", "office_head", "centre", "leader"))
def test_staff_who_see_the_lead_open_every_page(client_as, lead, name):
    client = client_as(name)
    for url in pages(lead):
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("name", STAFF)
def test_every_staff_role_opens_the_list(client_as, name):
    assert client_as(name).get(reverse("engagements:leads")).status_code == 200


@pytest.mark.parametrize("name", OTHERS)
def test_administrators_are_refused(client_as, lead, name):
    client = client_as(name)
    for url in pages(lead):
        assert client.get(url).status_code == 403, url


def test_a_stranger_is_sent_to_log_in(client, lead):
    for url in pages(lead):
        answer = client.get(url)
        assert answer.status_code == 302 and reverse("accounts:login") in answer["Location"]


def test_another_office_neither_lists_nor_opens_it(client_as, lead):
    client = client_as("other_officer")
    assert "示例纺织甲" not in client.get(reverse("engagements:leads")).content.decode()
    for url in pages(lead)[2:]:
        assert client.get(url).status_code == 403, url
    body = {"note": "已电话联系", "happened_on": "2026-11-24"}
    assert client.post(reverse("engagements:answer", args=[lead]), body).status_code == 403


def test_opening_by_the_form_leads_to_the_lead(client_as):
    body = {
        "uscc": code_of(2),
        "company_name": "示例印染乙有限公司",
        "source": "visit",
        "office": "T1",
        "note": "",
    }
    client = client_as("officer")
    answer = client.post(reverse("engagements:open"), body, follow=True)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "示例印染乙有限公司" in shown and "示例街道一" in shown and "首次答复" in shown


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("uscc", "91330600MA0000001X", "校验位"),
        ("uscc", "", "请填写“统一社会信用代码”"),
        ("company_name", "", "请填写“企业名称”"),
        ("source", "bribe", "不在"),
    ],
)
def test_bad_input_when_opening_is_told_in_chinese(client_as, field, value, says):
    body = {"uscc": code_of(3), "company_name": "示例丙", "source": "visit", "office": "T1"} | {field: value}
    answer = client_as("officer").post(reverse("engagements:open"), body)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_second_lead_on_the_company_names_the_owner(client_as, lead):
    body = {"uscc": code_of(1), "company_name": "示例纺织甲有限公司", "source": "visit", "office": "T2"}
    answer = client_as("other_officer").post(reverse("engagements:open"), body)
    assert answer.status_code == 422
    assert "示例街道一" in answer.content.decode()


@pytest.mark.parametrize(
    ("verb", "body", "says"),
    [
        ("answer", {"note": "", "happened_on": "2026-11-24"}, "请填写“答复内容”"),
        ("answer", {"note": "已联系", "happened_on": "明天"}, "日期应写作"),
        ("answer", {"note": "已联系", "happened_on": "9999-01-01"}, "晚于今天"),
        ("judge", {"verdict": "", "reason": "好", "happened_on": "2026-11-24"}, "请填写“研判结论”"),
        ("close", {"outcome": "declined", "reason": "", "happened_on": "2026-11-24"}, "请填写“办结原因”"),
    ],
)
def test_bad_input_of_the_verbs_is_told_in_chinese(client_as, lead, verb, body, says):
    answer = client_as("officer").post(reverse(f"engagements:{verb}", args=[lead]), body)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_closed_lead_says_why_its_verbs_are_refused(client_as, actors, lead):
    flows.close_lead(actor=actors["officer"], code=lead, outcome="declined", reason="企业无外迁打算")
    shown = client_as("officer").get(reverse("engagements:lead", args=[lead])).content.decode()
    assert "线索已办结" in shown and "企业无意向" in shown and "企业无外迁打算" in shown


def test_passing_on_to_another_office_ends_at_the_list(client_as, lead):
    client = client_as("office_head")
    answer = client.post(
        reverse("engagements:assign", args=[lead]), {"office": "T2", "post": ""}, follow=True
    )
    assert answer.status_code == 200
    assert "示例纺织甲" not in answer.content.decode().split("<main", 1)[1].split("已交办")[-1]


def test_html_in_a_name_is_shown_as_text(client_as, actors):
    bad = "示例<script>alert(1)</script>公司"
    code = flows.open_lead(actor=actors["officer"], uscc=code_of(4), company_name=bad, source="visit")
    client = client_as("officer")
    for url in (reverse("engagements:leads"), reverse("engagements:lead", args=[code])):
        shown = client.get(url).content.decode()
        assert "<script>alert(1)" not in shown and "&lt;script&gt;alert(1)" in shown


def test_the_list_asks_for_one_page_only(client_as, monkeypatch):
    from zhuchao.engagements import selectors

    asked = []
    real = selectors.find_leads

    def counted(actor, **how):
        asked.append((how["offset"], how["limit"]))
        return real(actor, **how)

    monkeypatch.setattr(selectors, "find_leads", counted)
    client_as("officer").get(reverse("engagements:leads"), {"size": "20"})
    assert asked == [(0, 20)]


def test_the_list_takes_no_more_queries_for_more_rows(client_as, actors, django_assert_max_num_queries):
    client = client_as("officer")
    for i in range(30):
        flows.open_lead(
            actor=actors["officer"], uscc=code_of(10 + i), company_name=f"示例{i}", source="visit"
        )
    with django_assert_max_num_queries(32):
        assert client.get(reverse("engagements:leads")).status_code == 200
