"""Importing a 台账 by page, REST and command."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from ledger_files import row, with_faults, workbook

from zhuchao.projects.models import Project, ProjectImport

pytestmark = pytest.mark.django_db


def upload(client, rows, name="台账.xlsx"):
    return client.post(reverse("projects:import-upload"), {"file": SimpleUploadedFile(name, workbook(rows))})


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


def test_another_office_sees_nothing_of_it(client_as):
    """Neither the import, nor its rows, nor its rejects."""
    answer = upload(client_as("officer"), with_faults(5, 1))
    other = client_as("other_officer")
    assert other.get(answer.url).status_code == 403
    assert "台账.xlsx" not in other.get(reverse("projects:imports")).content.decode()


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
