"""The list and the forms of the company master."""

import pytest
from django.urls import reverse
from registry_lake import code

from zhuchao.companies import flows, selectors
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.actor import Actor, Role

pytestmark = pytest.mark.django_db
PUMPS = "绍兴市柯桥区示例水泵厂"


def text(answer):
    return answer.content.decode()


def actor(role, office=""):
    return Actor("R", "示例", office_codes=frozenset({office}), roles=frozenset({role}))


def test_adding_by_the_form(client_as, small_lake):
    body = {"uscc": code(6000), "name": "示例新设公司", "kind": "enterprise", "county_code": "柯桥区"}
    answer = client_as("officer").post(reverse("companies:add"), body, follow=True)
    assert answer.status_code == 200
    assert "示例新设公司" in text(answer) and "浙江省绍兴市柯桥区" in text(answer)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"uscc": ""}, "请填写“统一社会信用代码”"),
        ({"uscc": "91330600MA0000001X"}, "校验位"),
        ({"name": ""}, "请填写“企业名称”"),
        ({"county_code": "鼓楼区"}, "省市区县连写"),
        ({"reg_date": "9999-01-01"}, "至今天之间"),
        ({"reg_date": "昨天"}, "日期应写作"),
        ({"capital_wan": "1.37e10"}, "是否把“元”当成了“万元”"),
        ({"capital_wan": "许多"}, "请填写数字"),
        ({"kind": "gang"}, "选择"),
    ],
)
def test_bad_input_when_adding_is_told_in_chinese(client_as, small_lake, change, says):
    body = {"uscc": code(6000), "name": "示例新设公司", "kind": "enterprise"} | change
    answer = client_as("officer").post(reverse("companies:add"), body)
    assert answer.status_code == 422
    assert says in text(answer)
    assert selectors.company(actor(Role.OFFICER), code(6000)) is None


def test_correcting_and_renaming_by_the_forms(client_as, pumps):
    client = client_as("other_officer")
    page = reverse("companies:correct", args=[pumps])
    shown = text(client.get(page))
    assert 'value="浙江省绍兴市柯桥区"' in shown and 'name="version" value="1"' in shown
    body = {"version": 1, "name": PUMPS, "kind": "enterprise", "county_code": "浙江省绍兴市柯桥区"}
    after = client.post(page, body | {"capital_wan": "90", "note": "示例备注"}, follow=True)
    assert "注册资本（万元）：80 → 90" in text(after) and "有 2 项不一致" not in text(after)
    assert "有 " in text(after) and "项不一致，以企业主档为准" in text(after)
    late = client.post(page, body | {"note": "晚了一步"})
    assert late.status_code == 422 and "已被他人修改" in text(late)
    rename = {"version": 2, "name": "绍兴示例泵业有限公司", "since": "2020-01-01"}
    after = text(client.post(reverse("companies:rename", args=[pumps]), rename, follow=True))
    assert "绍兴示例泵业有限公司" in after and f"{PUMPS}（至 2020-01-01）" in after
    assert "绍兴示例泵业有限公司" in text(client.get(reverse("companies:list"), {"q": "水泵厂"}))


def test_the_master_is_listed_and_narrowed(client_as, actors, pumps):
    flows.add_company(
        actor=actors["other_officer"], uscc=code(6001), name="示例手工公司", county_code="越城区"
    )
    client, page = client_as("leader"), reverse("companies:list")
    both = text(client.get(page))
    assert PUMPS in both and "示例手工公司" in both and "手工登记" in both
    for query, seen, unseen in (
        ({"origin": "hand"}, "示例手工公司", PUMPS),
        ({"county": "330603"}, PUMPS, "示例手工公司"),
        ({"office": "T2"}, "示例手工公司", PUMPS),
        ({"q": "水泵"}, PUMPS, "示例手工公司"),
        ({"q": pumps}, PUMPS, "示例手工公司"),
        ({"capital_from": "50", "capital_to": "100"}, PUMPS, "示例手工公司"),
        ({"founded_from": "1990-01-01"}, PUMPS, "示例手工公司"),
    ):
        shown = text(client.get(page, query))
        assert seen in shown and unseen not in shown, query


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_master_is_exported_as_filtered_and_written_down(client_as, pumps, kind):
    asked = {"export": kind, "q": "水泵"}
    answer = client_as("assessor").get(reverse("companies:list"), asked)
    body = b"".join(answer.streaming_content)
    assert body.startswith(b"PK") if kind == "xlsx" else PUMPS in body.decode("utf-8-sig")
    event = AuditEvent.objects.get(verb="导出")
    assert (event.record, event.label, event.actor_code) == ("list:companies", "企业主档", "R-assessor")


def test_the_list_asks_for_one_page_only(client_as, monkeypatch):
    asked = []
    real = selectors.find_companies

    def counted(actor, wanted, **how):
        asked.append((how["offset"], how["limit"]))
        return real(actor, wanted, **how)

    monkeypatch.setattr(selectors, "find_companies", counted)
    client_as("officer").get(reverse("companies:list"), {"size": "20", "page": "2"})
    assert asked and {limit for _, limit in asked} == {20}


def test_queries_do_not_grow_with_the_rows(client_as, actors, small_lake):
    """Thirty companies and thirty contacts take as many queries as three."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    first = flows.add_company(actor=actors["officer"], uscc=code(7000), name="示例")
    client = client_as("officer")
    urls = [
        reverse("companies:list"),
        reverse("companies:contacts"),
        reverse("companies:search") + "?q=示例",
        reverse("companies:detail", args=[first]),
    ]

    def more(numbers):
        for n in numbers:
            flows.add_company(actor=actors["officer"], uscc=code(7001 + n), name=f"示例{n}")
            flows.add_contact(
                actor=actors["officer"], uscc=first, name="甲", phone="13800001234", purpose="对接"
            )

    def counted():
        found = {}
        for url in urls:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            found[url] = len(captured)
        return found

    more(range(3))
    counted()  # what is cached for the life of a process is not the page's
    few = counted()
    more(range(3, 30))
    assert counted() == few
    assert max(few.values()) <= 60
