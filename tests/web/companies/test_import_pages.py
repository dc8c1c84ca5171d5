"""The import of registry files by page."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from registry_lake import code

from zhuchao.companies import selectors
from zhuchao.terms.actor import Actor, Role

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def actor(role, office=""):
    return Actor("R", "示例", office_codes=frozenset({office}), roles=frozenset({role}))


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
    run = selectors.import_runs(actor(Role.CENTRE)).rows[0]
    rejects = client.get(reverse("companies:rejects", args=[run.code]))
    assert "校验位" in b"".join(rejects.streaming_content).decode("utf-8-sig")
    assert client_as("officer").get(reverse("companies:rejects", args=[run.code])).status_code == 403
    assert "示例页面导入公司" in text(
        client.get(reverse("companies:search"), {"q": "页面导入", "field": "name"})
    ).replace("<mark>", "").replace("</mark>", "")
    for past in ("import", "imports"):
        assert "已生效" in text(client.get(reverse(f"companies:{past}")))


@pytest.mark.parametrize(
    "path", ["import/files/../../etc/", "import/files/none/", "import/runs/none/rejects/"]
)
def test_what_is_not_there(client_as, small_lake, path):
    assert client_as("centre").get(f"/companies/{path}").status_code == 404
