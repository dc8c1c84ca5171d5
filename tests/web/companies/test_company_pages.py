"""Pages of companies: who may open them, what they show, what bad input says."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from zhuchao.companies import flows, selectors
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms import uscc

pytestmark = pytest.mark.django_db

STAFF = ("officer", "office_head", "centre", "department", "leader", "assessor")
KEEPERS = ("officer", "office_head", "centre", "department")
OTHERS = ("system_admin", "security_admin", "audit_admin")
PUMPS = "绍兴市柯桥区示例水泵厂"


def code(n):
    first = f"91990000{n:09d}"
    return first + uscc.check_character(first)


def text(answer):
    return answer.content.decode()


@pytest.fixture
def pumps(actors, small_lake):
    """A company of the registry that 示例街道一 took into the master; its code."""
    return flows.adopt_company(actor=actors["officer"], uscc=small_lake.codes[PUMPS])


@pytest.fixture
def contact(actors, pumps):
    """A contact of it; its code."""
    return flows.add_contact(
        actor=actors["officer"], uscc=pumps, name="示例某", phone="13800001234", purpose="扩产对接"
    )


def reading(pumps):
    return [reverse(f"companies:{n}") for n in ("search", "list", "contacts")] + [
        reverse("companies:search") + "?q=示例",
        reverse("companies:detail", args=[pumps]),
    ]


def keeping(pumps):
    return [reverse("companies:add")] + [
        reverse(f"companies:{n}", args=[pumps]) for n in ("correct", "rename", "add-contact")
    ]


IMPORTING = ("import", "imports")


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
    assert selectors.company(_officer(), code(6000)) is None


def _officer():
    from zhuchao.terms.actor import Actor, Role

    return Actor("R", "示例", roles=frozenset({Role.OFFICER}))


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
    answer = client_as("assessor").get(reverse("companies:list"), {"export": kind, "q": "水泵"})
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind == "csv":
        assert PUMPS in body.decode("utf-8-sig")
    assert (
        AuditEvent.objects.filter(record__startswith="list:companies").exists()
        or AuditEvent.objects.filter(label__contains="企业主档").exists()
    )


def test_contacts_on_the_page_of_the_company(client_as, pumps, contact):
    """Masked; in clear for the office, and only the one that was asked for."""
    page = reverse("companies:detail", args=[pumps])
    client = client_as("officer")
    shown = text(client.get(page))
    assert "138****1234" in shown and "13800001234" not in shown and "示例某" not in shown
    url = reverse("companies:reveal-contact", args=[contact])
    part = client.post(url, headers={"HX-Request": "true"})
    assert "13800001234" in text(part) and "<html" not in text(part)
    whole = text(client.post(url))
    assert "13800001234" in whole and "<html" in whole
    assert AuditEvent.objects.filter(verb="查看联系人").count() == 2
    assert client.get(url).status_code == 405
    leader = client_as("leader")
    assert "138****1234" in text(leader.get(page)) and url not in text(leader.get(page))
    assert leader.post(url).status_code == 403
    other = client_as("other_officer")
    assert "138****1234" not in text(other.get(page))
    assert other.post(url).status_code == 403


def test_contacts_are_added_and_dropped_by_forms(client_as, pumps):
    client = client_as("officer")
    url = reverse("companies:add-contact", args=[pumps])
    wrong = client.post(url, {"name": "示例某", "purpose": "", "phone": "abc"})
    assert wrong.status_code == 422 and "请填写“用途”" in text(wrong)
    shown = text(client.post(url, {"name": "示例某", "purpose": "对接", "phone": "13800001234"}, follow=True))
    assert "138****1234" in shown
    held = selectors.find_contacts(_officer_of("T1")).rows[0].code
    drop = reverse("companies:drop-contact", args=[held])
    assert "不能恢复" in text(client.get(drop))
    assert client.post(drop, {"reason": ""}).status_code == 422
    assert "138****1234" not in text(client.post(drop, {"reason": "已离职"}, follow=True))
    assert client_as("other_officer").get(drop).status_code == 403


def _officer_of(office):
    from zhuchao.terms.actor import Actor, Role

    return Actor("R", "示例", office_codes=frozenset({office}), roles=frozenset({Role.OFFICER}))


def test_the_export_of_contacts_is_masked_and_written_down(client_as, contact):
    answer = client_as("officer").get(reverse("companies:contacts"), {"export": "csv"})
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "138****1234" in body and "13800001234" not in body
    assert AuditEvent.objects.filter(label__contains="联系人").exclude(verb="添加联系人").exists()


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


def upload(client, *files):
    given = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(reverse("companies:import"), {"file": given}, follow=True)


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("示例.xlsx", bomb, "压缩炸弹"),
        ("示例.docx", b"PK", "不认识这种文件"),
        ("示例.xlsx", b"no", "不是 .xlsx 文件"),
        ("示例.csv", b"", "有文件是空的"),
    ],
)
def test_a_bad_upload_is_told_on_the_form(client_as, small_lake, name, content, says):
    answer = upload(client_as("centre"), (name, content() if callable(content) else content))
    assert answer.status_code == 422
    assert says in text(answer) and "Traceback" not in text(answer)


def test_no_file_is_told_on_the_form(client_as, small_lake):
    answer = client_as("centre").post(reverse("companies:import"), {})
    assert answer.status_code == 422 and "请选择要导入的文件" in text(answer)


def test_an_import_by_page_from_the_file_to_the_result(client_as, small_lake):
    """Upload under headings of an office's own, choose the columns, the worker imports, the result is shown."""
    from zhuchao.accounts.flows import run_job
    from zhuchao.accounts.models import Job
    from zhuchao.terms.actor import SYSTEM

    client = client_as("centre")
    rows = f"代号,全称\n{code(8001)},示例页面导入公司\n{code(8002)[:17]}{'0' if code(8002)[17] != '0' else '1'},示例错码公司\n"
    answer = upload(client, ("示例<b>甲.csv", rows.encode("gb18030")))
    page = answer.redirect_chain[-1][0]
    shown = text(answer)
    assert (
        "缺 统一社会信用代码、企业名称" in shown
        and "不会导入的列：代号、全称" in shown
        and "<b>甲" not in shown
    )
    told = client.post(page, {})
    assert told.status_code == 422 and "缺少必需的列" in text(told)
    answer = client.post(page, {"uscc": "代号", "name": "全称"}, follow=True)
    assert "排队中" in text(answer)
    assert client_as("officer").get(page).status_code == 403
    assert run_job(actor=SYSTEM, code=Job.objects.get(kind="registry-import").code) == "done"
    result = text(client.get(reverse("accounts:job", args=[Job.objects.get(kind="registry-import").code])))
    assert "导入结果" in result and "下载退回的行和原因" in result
    run = selectors.import_runs(_centre()).rows[0]
    rejects = client.get(reverse("companies:rejects", args=[run.code]))
    assert "校验位" in b"".join(rejects.streaming_content).decode("utf-8-sig")
    assert client_as("officer").get(reverse("companies:rejects", args=[run.code])).status_code == 403
    assert "示例页面导入公司" in text(
        client.get(reverse("companies:search"), {"q": "页面导入", "field": "name"})
    ).replace("<mark>", "").replace("</mark>", "")
    for past in ("import", "imports"):
        assert "已生效" in text(client.get(reverse(f"companies:{past}")))


def _centre():
    from zhuchao.terms.actor import Actor, Role

    return Actor("R", "示例", roles=frozenset({Role.CENTRE}))


@pytest.mark.parametrize(
    "path", ["import/files/../../etc/", "import/files/none/", "import/runs/none/rejects/"]
)
def test_what_is_not_there(client_as, small_lake, path):
    assert client_as("centre").get(f"/companies/{path}").status_code == 404
