"""Reports by page, by API and by command line: the same numbers, the same rows."""

import io
import json

import pytest
from click.testing import CliRunner
from django.urls import reverse
from docx import Document

from zhuchao.figures.cli import figure as figure_command
from zhuchao.reports.cli import report as command

pytestmark = pytest.mark.django_db


def test_the_issue_page_shows_numbers_that_lead_to_their_rows(issue, client_as):
    code = issue("issued")
    client = client_as("leader")
    page = client.get(reverse("reports:issue", args=[code])).content.decode()
    assert "10个" in page and "60%" in page and "无法核实（土地指标账尚未建立）" in page
    start = page.index(reverse("figures:figure", args=["landed_count"]))
    address = page[start : page.index('"', start)].replace("&amp;", "&")
    rows = client.get(address).content.decode()
    assert "示例P5号项目" in rows and "示例P6号项目" not in rows
    listed = client.get(reverse("reports:issues")).content.decode()
    assert code in listed and "已发布" in listed
    compare = client.get(reverse("reports:compare", args=[code])).content.decode()
    assert "全部一致" in compare


def test_the_same_rows_by_page_api_and_command(issue, client_as, district):
    code = issue()
    client = client_as("centre")
    its = client.get(f"/api/v1/reports/issues/{code}").json()["body"]["figures"]["B9"]
    asked = {"from": its["from"], "as_of": its["as_of"], "known_at": its["known_at"]}
    api = client.get("/api/v1/figures/figures/landed_count", asked).json()
    assert api["rows"] == its["rows"] == [f"P{n}" for n in range(6)] and api["checksum"] == its["checksum"]
    words = ["show", "landed_count", "--from", its["from"], "--as-of", its["as_of"]]
    words += ["--known-at", its["known_at"], "--json"]
    told = CliRunner().invoke(figure_command, words, obj={"login": "centre"}, catch_exceptions=False)
    assert json.loads(told.output)["rows"] == its["rows"]


def test_fill_by_command_writes_word_and_spreadsheet(book, district, tmp_path):
    out, annex = tmp_path / "讲话.docx", tmp_path / "附件.xlsx"
    words = ["fill", "讲话", "--from", "2021-01-01", "--as-of", "2026-10-31"]
    words += ["--out", str(out), "--annex", str(annex), "--json"]
    told = CliRunner().invoke(command, words, obj={"login": "centre"}, catch_exceptions=False)
    assert told.exit_code == 0, told.output
    body = json.loads(told.output)
    assert body["figures"]["B9"]["value"] == 6 and annex.read_bytes()[:2] == b"PK"
    text = "".join(p.text for p in Document(io.BytesIO(out.read_bytes())).paragraphs)
    assert "引进项目10个" in text and "总体落地率60%" in text


def test_a_month_by_pages(book, client_as, district, drafter, ask):
    centre, writer = client_as("centre"), client_as("drafter")
    form = {"template": "月报", "as_of": "2026-10-31", "threshold": "1", "profile": "district"}
    made = writer.post(reverse("reports:new"), form)
    assert made.status_code == 302
    for client, verb in ((writer, "check"), (centre, "sign"), (centre, "publish")):
        assert client.post(made.url + f"{verb}/").status_code == 302
    assert "已发布" in centre.get(made.url).content.decode()
    word = centre.get(made.url + "word/")
    assert word.content[:2] == b"PK" and word.content == centre.get(made.url + "word/").content
    assert centre.get(made.url + "annex/").content[:2] == b"PK"
    assert centre.post(made.url + "withdraw/", {"reason": ""}).status_code == 422
    assert centre.post(made.url + "withdraw/", {"reason": "示例"}).status_code == 302
    assert "已撤回：示例" in centre.get(made.url).content.decode()


def test_an_impossible_question_comes_back_with_its_reasons(book, client_as):
    form = {"template": "讲话", "as_of": "2026-10-31", "period_from": "2026-11-01", "threshold": "1"}
    answer = client_as("centre").post(reverse("reports:new"), form | {"profile": "district"})
    assert answer.status_code == 422 and "晚于截至日" in answer.content.decode()


def test_the_api_refuses_with_rule_ids(issue, client_as):
    code = issue("checked")
    answer = client_as("centre").post(f"/api/v1/reports/issues/{code}/publish")
    assert answer.status_code == 409 and answer.json()["refusals"][0]["rule"] == "reports.step"
    assert client_as("leader").post(f"/api/v1/reports/issues/{code}/publish").status_code == 403
    assert client_as("officer").get(f"/api/v1/reports/issues/{code}").status_code == 403


@pytest.mark.parametrize("name", ["system_admin", "audit_admin"])
def test_administrators_see_none(issue, client_as, name):
    issue()
    client = client_as(name)
    assert client.get(reverse("reports:issues")).status_code == 403
    assert client.get("/api/v1/reports/issues").status_code == 403


def test_the_list_asks_no_more_for_more_rows(issue, client_as, count_queries, drafter):
    from zhuchao.ledger.models import new_code
    from zhuchao.reports.models import Issue

    first = Issue.objects.get(code=issue())

    def more(n):
        for _ in range(n):
            first.pk, first.code = None, new_code()
            first.save(force_insert=True)

    client = client_as("centre")
    count_queries("reports:issues", more, lambda: client.get(reverse("reports:issues"), {"size": "200"}))


def test_a_button_says_beside_it_why_it_cannot_be_pressed(issue, client_as):
    """Who may not sign or publish reads who may."""
    page = client_as("drafter").get(reverse("reports:issue", args=[issue("checked")])).content.decode()
    assert "报告由单位负责人签发" in page
    signed = reverse("reports:issue", args=[issue("signed")])
    assert "报告由区招商投资促进中心负责人发布" in client_as("leader").get(signed).content.decode()
    assert "负责人发布" not in client_as("centre").get(signed).content.decode()
