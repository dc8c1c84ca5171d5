"""Importing a 台账 by page, REST and command."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from ledger_files import row, with_faults, workbook

from zhuchao.accounts.flows import run_job
from zhuchao.accounts.models import Job, OfficeName
from zhuchao.projects.cli import projects
from zhuchao.projects.models import Project, ProjectImport
from zhuchao.projects.selectors import import_rows
from zhuchao.projects.store.imports import note_progress
from zhuchao.terms.actor import SYSTEM

pytestmark = pytest.mark.django_db


def upload(client, rows, name="台账.xlsx"):
    return client.post(reverse("projects:import-upload"), {"file": SimpleUploadedFile(name, workbook(rows))})


def made_large():
    """As if the file had more rows than are written at once."""
    ProjectImport.objects.update(counts={"read": import_rows.import_limits()[2] + 1})


def columns():
    return {f"column_{c}": h for c, h in ProjectImport.objects.latest("pk").mapping.items()}


def test_upload_preview_confirm_undo(client_as):
    """Nothing is written before it is confirmed; wrong rows stop it unless they are left; undone as a whole."""
    client = client_as("officer")
    answer = upload(client, with_faults(10, 3))
    page = client.get(answer.url).content.decode()
    for word in ("将新增", "不合格的行", "有日期、缺证据的阶段", "示例台账项目1"):
        assert word in page
    refused = client.post(answer.url, columns())
    assert refused.status_code == 422
    assert "有 3 行不能导入" in refused.content.decode()
    assert not Project.objects.exists()
    client.post(answer.url, columns() | {"leave_rejected": "on"})
    assert Project.objects.count() == 10
    past = client.get(answer.url).content.decode()
    assert "下载退回的行" in past
    code = ProjectImport.objects.get().code
    rejects = client.get(reverse("projects:import-rejects", args=[code]))
    assert b"".join(rejects.streaming_content)[:2] == b"PK"
    client.post(answer.url, {"reason": "示例：导错表"})
    assert not Project.objects.exists()
    assert "已撤销" in client.get(reverse("projects:imports")).content.decode()


def test_another_mapping_is_previewed(client_as):
    """A column taken out is no longer read."""
    client = client_as("officer")
    answer = upload(client, [row(1, c8="八十")])
    assert "就业" in client.get(answer.url).content.decode()
    given = columns() | {"column_jobs": "", "preview": "1"}
    assert "不合格的行" not in client.post(answer.url, given).content.decode()


def test_a_large_file_is_written_by_a_job_with_its_progress(client_as):
    """The page asks how far it is, a colleague's too, then shows what came of it, as does the page of the job; what
    stopped it is said above the form."""
    client, colleague = client_as("officer"), client_as("office_head")
    answer = upload(client, with_faults(6, 1))
    made_large()
    page = client.post(answer.url, columns() | {"leave_rejected": "on"}, follow=True).content.decode()
    assert 'hx-trigger="every 2s"' in page and "0%" in page
    job = Job.objects.get()
    Job.objects.update(state="running", progress=10)
    code = ProjectImport.objects.get().code
    note_progress(code, 43)
    asked = colleague.get(answer.url, headers={"HX-Request": "true", "HX-Target": "import-progress"})
    assert "43%" in asked.content.decode() and "<html" not in asked.content.decode()
    assert "正在导入" in client.get(reverse("projects:imports")).content.decode()
    assert client_as("other_officer").get(answer.url).status_code == 403
    Job.objects.update(state="failed", error="示例：中断")
    assert "示例：中断" in client.get(answer.url).content.decode()
    Job.objects.update(state="queued", claim="", error="")
    assert run_job(actor=SYSTEM, code=job.code) == "done"
    asked = client.get(answer.url, headers={"HX-Request": "true", "HX-Target": "import-progress"})
    assert asked.headers["HX-Refresh"] == "true"
    page = client.get(answer.url).content.decode()
    assert "读取 7，新增 6，已有 0，退回 1。" in page and "下载退回的行" in page
    page = client.get(reverse("accounts:job", args=[job.code])).content.decode()
    assert "导入结果" in page and answer.url in page and "下载退回的行" in page
    assert Project.objects.count() == 6


def test_an_office_by_its_former_name_is_told_before_it_is_written(client_as, district, tmp_path):
    """On the page, over REST and by command."""
    for year, name in ((2020, "示例老街镇"), (2023, "示例街道一")):
        OfficeName.objects.create(office=district.offices["T1"], name=name, since=f"{year}-01-01")
    client, rows = client_as("officer"), [row(1, c4="示例老街镇", c10="2021-05-06")]
    page = client.get(upload(client, rows).url).content.decode()
    assert "按曾用名对应的牵头单位" in page and "示例老街镇" in page and "示例街道一（T1）" in page
    code = ProjectImport.objects.get().code
    told = client.get(f"/api/v1/projects/imports/{code}/preview").json()
    assert (told["renamed"], told["former_names"][0]["written"]) == (1, "示例老街镇")
    path = tmp_path / "台账.xlsx"
    path.write_bytes(workbook(rows))
    done = CliRunner().invoke(projects, ["import", str(path), "--preview"], obj={"login": "officer"})
    assert "按曾用名对应牵头单位 1 行" in done.output and "示例老街镇" in done.output


def test_another_office_sees_nothing_of_it(client_as):
    """Neither the import, nor its rows, nor its rejects."""
    answer = upload(client_as("officer"), with_faults(5, 1))
    other = client_as("other_officer")
    assert other.get(answer.url).status_code == 403
    assert "台账.xlsx" not in other.get(reverse("projects:imports")).content.decode()


def test_the_command_writes_and_takes_back(settings, home, actors, tmp_path):
    """However many rows, at once; the result as JSON."""
    path = tmp_path / "台账.xlsx"
    path.write_bytes(workbook(with_faults(3, 1)))

    def run(*words):
        done = CliRunner().invoke(projects, [*words, "--json"], obj={"login": "officer"})
        assert done.exit_code == 0, done.output
        return json.loads(done.output)

    told = run("import", str(path), "--leave-rejected")
    assert (told["inserted"], told["rejected"]) == (3, 1)
    assert Path(told["rejects_file"]).read_bytes()[:2] == b"PK"
    assert run("undo-import", told["code"], "--reason", "示例") == {"code": told["code"], "projects": 3}


def test_rest(client_as):
    """Upload with preview, confirm, undo."""
    client = client_as("officer")
    base = "/api/v1/projects/imports"
    answer = client.post(base, {"file": SimpleUploadedFile("台账.xlsx", workbook([row(1), row(2)]))})
    assert (answer.status_code, answer.json()["new"]) == (201, 2)
    code = answer.json()["code"]

    def post(path, body):
        return client.post(f"{base}/{code}/{path}", json.dumps(body), content_type="application/json")

    assert post("confirm", {}).json()["inserted"] == 2
    assert client.get(base).json()["rows"][0]["state"] == "imported"
    assert post("undo", {"reason": ""}).status_code == 409
    assert post("undo", {"reason": "示例"}).json() == {"projects": 2}


def test_rest_of_one_import_and_its_rejects(client_as):
    """One import, its rejects as a file, a large one by a job; nothing of it for another office."""
    client, other = client_as("officer"), client_as("other_officer")
    base = "/api/v1/projects/imports"
    file = SimpleUploadedFile("台账.xlsx", workbook(with_faults(4, 2)))
    code = client.post(base, {"file": file}).json()["code"]
    made_large()
    assert client.get(f"{base}/{code}").json()["state"] == "received"
    assert client.get(f"{base}/{code}/rejects").status_code == 409
    given = json.dumps({"leave_rejected": True})
    answer = client.post(f"{base}/{code}/confirm", given, content_type="application/json")
    assert answer.status_code == 202
    job = answer.json()["job"]
    shown = client.get(f"{base}/{code}").json()
    assert (shown["job"], shown["progress"]) == (job, 0)
    assert client.get(f"/api/v1/accounts/jobs/{job}").json()["state"] == "queued"
    assert run_job(actor=SYSTEM, code=job) == "done"
    shown = client.get(f"{base}/{code}").json()
    assert (shown["state"], shown["progress"], shown["counts"]["inserted"]) == ("imported", None, 4)
    rejects = client.get(f"{base}/{code}/rejects")
    assert b"".join(rejects.streaming_content)[:2] == b"PK"
    assert rejects.headers["X-Content-Type-Options"] == "nosniff"
    for path in ("", "/rejects", "/preview"):
        assert other.get(f"{base}/{code}{path}").status_code == 403
    for verb in ("confirm", "undo"):
        body = json.dumps({"reason": "示例"} if verb == "undo" else {})
        told = other.post(f"{base}/{code}/{verb}", body, content_type="application/json")
        assert told.status_code == 403
    assert Project.objects.count() == 4
