"""REST of the company master."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from registry_lake import code

pytestmark = pytest.mark.django_db
BASE = "/api/v1/companies"
CONTACT = {"name": "示例某", "phone": "13800001234", "purpose": "扩产对接"}


def send(client, method, path, body):
    return getattr(client, method)(f"{BASE}{path}", body, content_type="application/json")


def test_a_company_from_the_registry_to_its_new_name(client_as, small_lake):
    """Adopt, correct, rename, read; a version that was overtaken is refused."""
    known = small_lake.codes["绍兴市柯桥区示例水泵厂"]
    client = client_as("officer")
    answer = client.post(f"{BASE}/registry/{known}/adopt")
    assert (answer.status_code, answer.json()["capital_wan"], answer.json()["office"]) == (201, 80, "T1")
    told = client_as("other_officer").post(f"{BASE}/registry/{known}/adopt")
    assert (told.status_code, told.json()["refusals"][0]["rule"]) == (409, "companies.already-there")
    body = send(client, "patch", f"/master/{known}", {"version": 1, "note": "示例"}).json()
    assert (body["version"], body["note"], body["capital_wan"]) == (2, "示例", 80)
    assert send(client, "patch", f"/master/{known}", {"version": 1, "note": "又"}).status_code == 409
    new = {"version": 2, "name": "绍兴示例泵业有限公司", "since": "2020-01-01"}
    body = send(client, "post", f"/master/{known}/rename", new).json()
    assert [f["name"] for f in body["former"]] == ["绍兴市柯桥区示例水泵厂"]
    assert {s["event"] for s in body["history"]} == {"纳入企业主档", "更正", "更名"}
    rows = client.get(f"{BASE}/master", {"text": "水泵厂"}).json()
    assert (rows["total"], rows["rows"][0]["name"]) == (1, "绍兴示例泵业有限公司")


def test_a_company_by_hand(client_as, small_lake):
    """A place by its name; every fault at once, named by field."""
    client = client_as("officer")
    good = {"uscc": code(5000), "name": "示例新设公司", "county_code": "柯桥区", "capital_wan": "12.5"}
    answer = send(client, "post", "/master", good)
    assert (answer.status_code, answer.json()["region"]) == (201, "浙江省绍兴市柯桥区")
    told = send(client, "post", "/master", {"uscc": "1", "name": "", "kind": "x"})
    assert (told.status_code, {r["field"] for r in told.json()["refusals"]}) == (
        409,
        {"uscc", "name", "kind"},
    )
    assert client.get(f"{BASE}/master/{code(5001)}").status_code == 409


def test_contacts_are_masked_and_shown_one_at_a_time(client_as, small_lake):
    """Office and centre see them in clear on asking, leaders masked, another office not at all."""
    client = client_as("officer")
    known = small_lake.codes["绍兴市柯桥区示例水泵厂"]
    client.post(f"{BASE}/registry/{known}/adopt")
    made = send(client, "post", f"/master/{known}/contacts", CONTACT)
    assert (made.status_code, made.json()["phone"]) == (201, "138****1234")
    path = f"{BASE}/contacts/{made.json()['code']}"
    assert client.post(f"{path}/reveal").json()["phone"] == "13800001234"
    for name, total, status in (("leader", 1, 403), ("other_officer", 0, 403), ("centre", 1, 200)):
        other = client_as(name)
        assert other.get(f"{BASE}/contacts").json()["total"] == total
        assert len(other.get(f"{BASE}/master/{known}").json()["contacts"]) == total
        assert other.post(f"{path}/reveal").status_code == status
    assert send(client, "post", f"/contacts/{made.json()['code']}/drop", {"reason": ""}).status_code == 409
    assert (
        send(client, "post", f"/contacts/{made.json()['code']}/drop", {"reason": "离职"}).status_code == 204
    )
    assert client.get(f"{BASE}/contacts").json()["total"] == 0


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_see_nothing(client_as, small_lake, name):
    """Lists are empty, a company is not there, acts are forbidden."""
    known = small_lake.codes["绍兴市柯桥区示例水泵厂"]
    client_as("officer").post(f"{BASE}/registry/{known}/adopt")
    client = client_as(name)
    for path in ("/master", "/contacts", "/imports"):
        assert client.get(f"{BASE}{path}").json() == {"total": 0, "rows": []}
    assert client.get(f"{BASE}/master/{known}").status_code == 409
    assert client.post(f"{BASE}/registry/{known}/adopt").status_code == 403


def test_limits_and_log_in(client, client_as, small_lake):
    """A page is at most 500 rows; without log-in there is nothing."""
    assert client.get(f"{BASE}/master").status_code == 401
    assert client_as("officer").get(f"{BASE}/master?limit=501").status_code == 422
    assert client_as("officer").get(f"{BASE}/master?sort=uscc;drop").status_code == 200


def rows_of_an_office():
    """A company and one with a wrong check digit, under headings of an office's own."""
    wrong = code(8102)[:17] + ("0" if code(8102)[17] != "0" else "1")
    return f"代号,全称\n{code(8101)},示例接口导入公司\n{wrong},示例错码公司\n".encode("gb18030")


def send_files(client, *files, **more):
    """A multipart request as a program sends it."""
    given = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(f"{BASE}/imports", {"files": given, **more})


def test_an_import_from_the_file_to_the_refused_rows(client_as, small_lake):
    """Files and mapping in one request, the job, the run and what it refused."""
    from zhuchao.accounts.flows import run_job
    from zhuchao.terms.actor import SYSTEM

    client = client_as("centre")
    mapping = json.dumps({"uscc": "代号", "name": "全称"})
    answer = send_files(client, ("示例.csv", rows_of_an_office()), mapping=mapping)
    assert answer.status_code == 202
    job = answer.json()["job"]
    assert client.get(f"/api/v1/accounts/jobs/{job}").json()["kind"] == "registry-import"
    assert run_job(actor=SYSTEM, code=job) == "done"
    run = client.get(f"/api/v1/accounts/jobs/{job}").json()["result"]["code"]
    shown = client.get(f"{BASE}/imports/{run}").json()
    assert (shown["state_name"], shown["has_rejects"]) == ("已生效", True)
    assert (shown["counts"]["inserted"], shown["counts"]["rejected"]) == (1, 1)
    rejects = client.get(f"{BASE}/imports/{run}/rejects")
    assert rejects["Content-Disposition"].startswith("attachment")
    assert "校验位" in b"".join(rejects.streaming_content).decode("utf-8-sig")
    for name in ("officer", "office_head", "leader", "system_admin"):
        other = client_as(name)
        for path in (f"/imports/{run}", f"/imports/{run}/rejects", "/imports/none"):
            told = other.get(f"{BASE}{path}")
            assert (told.status_code, told["Content-Type"]) == (403, "application/problem+json")


def bomb():
    """A workbook that unpacks to 64 MB of nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (64 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("files", "mapping", "says"),
    [
        ([("示例.xlsx", bomb)], "", "压缩炸弹"),
        ([("示例.docx", b"PK")], "", "不认识这种文件"),
        ([("示例.csv", b"")], "", "空"),
        ([], "", "收到0个文件"),
        ([("示例.csv", rows_of_an_office)], "", "缺少必需的列"),
        ([("示例.csv", rows_of_an_office)], '{"uscc": "没有"}', "文件里没有列“没有”"),
        ([("示例.csv", rows_of_an_office)], "uscc=代号", "列的对应关系不是"),
        ([("示例.csv", rows_of_an_office)], '{"uscc": 1}', "列的对应关系不是"),
        ([("示例.csv", rows_of_an_office)], "[" * 100_000, "列的对应关系不是"),
    ],
)
def test_files_that_cannot_be_imported_are_refused_in_chinese(client_as, small_lake, files, mapping, says):
    """A problem with what to do next; no job is queued and no file stays."""
    from zhuchao.accounts.models import Job

    given = [(name, content() if callable(content) else content) for name, content in files]
    answer = send_files(client_as("centre"), *given, mapping=mapping)
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    refusals = answer.json()["refusals"]
    assert any(says in r["reason"] for r in refusals) and all(r["next_step"] for r in refusals)
    assert not Job.objects.exists()
    uploads = small_lake.home / "imports" / "uploads"
    assert not uploads.is_dir() or not any(uploads.iterdir())


@pytest.mark.parametrize("name", ["officer", "office_head", "department", "leader", "security_admin"])
def test_only_the_centre_imports(client_as, small_lake, name):
    """The registry is one for the district; a stranger is not even heard."""
    answer = send_files(client_as(name), ("示例.csv", rows_of_an_office()))
    assert answer.status_code == 403 and "促进中心" in answer.json()["refusals"][0]["reason"]


def test_imports_that_are_not_there(client, client_as, small_lake):
    """Told to who may import; without log-in there is nothing."""
    for path in ("/imports/none", "/imports/none/rejects"):
        told = client_as("centre").get(f"{BASE}{path}")
        assert (told.status_code, told["Content-Type"]) == (409, "application/problem+json")
        assert client.get(f"{BASE}{path}").status_code == 401
    assert send_files(client, ("示例.csv", rows_of_an_office())).status_code == 401
