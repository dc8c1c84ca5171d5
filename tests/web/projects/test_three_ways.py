"""What a project lacks is one answer: the page, the API's refusal, the API's list and the command say the same."""

import json
import re

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.projects import selectors
from zhuchao.projects.cli import projects as command
from zhuchao.projects.flows import override_stage
from zhuchao.projects.models import Project, StageFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db

#: A rule whose text nobody read: it is told and does not block.
WARNS = """
- id: projects.needs.signed.example
  title: 示例：转引文件要求的材料
  since: 2020-01-01
  source: {document: 示例文件, article: 第九条, where: 转引，未见原文}
  standing: secondary
  value: {needs: [{field: energy_tce}]}
"""
CASES = [
    ("emerging", "lease", "intent"),
    ("emerging", "lease", "signed"),
    ("traditional", "build", "signed"),
    ("emerging", "build", "sited"),
    ("capital", "stake", "registered"),
    ("capital", "stake", "started"),
    ("talent", "lease", "started"),
    ("hq", "build", "started"),
]


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A district that laid a rule of its own over the shipped ones."""
    monkeypatch.setenv("ZHUCHAO_HOME", str(tmp_path))
    (tmp_path / "rulebook").mkdir()
    (tmp_path / "rulebook" / "own.yaml").write_text(WARNS, encoding="utf-8")
    rulebook.reload()
    yield
    monkeypatch.undo()
    rulebook.reload()


@pytest.fixture
def before(actors, make_project):
    """``before(klass, form, stage)``: a project whose next stage that is."""

    def made(klass, form, stage):
        code = make_project(klass=klass, form=form)
        for each in selectors.route(klass, form)[1:]:
            if each == stage:
                return code
            given = {"stage": each, "happened_on": timezone.localdate(), "reason": "示例：先行推进"}
            try:
                override_stage(actor=actors["office_head"], code=code, **given)
            except Refused:
                pytest.fail(f"{each} of {klass} {form} lacks nothing")
        raise AssertionError(stage)

    return made


def by_api(client, code):
    return client.get(f"/api/v1/projects/projects/{code}/missing").json()


def by_command(code, *words):
    ran = CliRunner().invoke(command, ["missing", code, *words, "--json"], obj={"login": "officer"})
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.output)


def by_refusal(client, code, stage):
    body = {"stage": stage, "happened_on": timezone.localdate().isoformat()}
    answer = client.post(
        f"/api/v1/projects/projects/{code}/advance", json.dumps(body), content_type="application/json"
    )
    assert (answer.status_code, answer["content-type"]) == (409, "application/problem+json")
    return answer.json()["refusals"]


def by_page(client, code):
    """The items that block, as the page prints them, and those it only warns of."""
    shown = client.get(reverse("projects:detail", args=[code]))
    text = shown.content.decode()
    part = re.search(r'<section class="card zc-missing".*?</section>', text, re.DOTALL)
    printed = re.findall(r"<li>(.*?)</li>", part[0]) if part else []
    warned = re.search(r"只提醒、不拦截：(.*?)</span>", text, re.DOTALL)
    return printed, [r.rule for r in shown.context["missing"]], warned[1] if warned else ""


@pytest.mark.parametrize(("klass", "form", "stage"), CASES)
def test_every_way_says_the_same(own, client_as, before, klass, form, stage):
    """Rule, item, label, article and order agree for classes, forms and stages."""
    code, client = before(klass, form, stage), client_as("officer")
    found = by_api(client, code)
    assert found["stage"] == stage
    assert found == by_command(code) == by_command(code, "--stage", stage)
    blocking = [m for m in found["missing"] if m["blocks"]]
    assert blocking
    told = by_refusal(client, code, stage)
    assert [(r["rule"], r["field"], r["article"], r["next_step"]) for r in told] == [
        (m["rule"], m["field"], m["article"], m["next_step"]) for m in blocking
    ]
    name = found["stage_name"]
    assert [r["reason"] for r in told] == [f"不能推进到“{name}”：缺{m['label']}" for m in blocking]
    printed, rules, warned = by_page(client, code)
    assert rules == [m["rule"] for m in blocking]
    assert printed == [f"推进到“{name}”缺{m['label']}（{m['article']}）。{m['next_step']}" for m in blocking]
    only_told = [f"{m['label']}（{m['article']}）" for m in found["missing"] if not m["blocks"]]
    assert warned == "；".join(only_told)
    if stage == "signed":
        assert only_told


@pytest.mark.parametrize(("klass", "form", "stage"), CASES)
def test_the_form_asks_for_exactly_that(client_as, before, klass, form, stage):
    """A field for each missing value, an upload for each missing paper, what is done elsewhere is named."""
    code, client = before(klass, form, stage), client_as("officer")
    shown = client.get(reverse("projects:advance", args=[code]))
    asked = {n for n in shown.context["form"].fields if n.startswith(("field_", "paper_"))}
    missing = by_api(client, code)["missing"]
    wanted = {f"field_{m['item']}" for m in missing if m["kind"] == "field"}
    wanted |= {f"paper_{c}" for m in missing if m["kind"] in ("paper", "any") for c in m["item"].split("|")}
    assert asked == wanted
    elsewhere = [m["label"] for m in missing if m["kind"] in ("contract", "money")]
    assert all(label in shown.content.decode() for label in elsewhere)


class ByPage:
    """The form of the page, posted as a browser does."""

    def __init__(self, client_as, tmp_path):
        self.client_as = client_as

    def open(self, given):
        answer = self.client_as("officer").post(reverse("projects:open"), given | {"office": "T1"})
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"].rstrip("/").rsplit("/", 1)[1]

    def advance(self, code, stage, day, fields, papers):
        body = {"happened_on": day} | {f"field_{k}": v for k, v in fields.items()}
        files = {f"paper_{k}": path.open("rb") for k, path in papers.items()}
        url = f"{reverse('projects:advance', args=[code])}?stage={stage}"
        answer = self.client_as("officer").post(url, body | files)
        assert answer.status_code == 302, answer.content.decode()


class ByApi:
    """Files first, then the stage with their hashes."""

    def __init__(self, client_as, tmp_path):
        self.client_as = client_as

    def _post(self, path, body):
        client = self.client_as("officer")
        return client.post(
            f"/api/v1/projects/projects{path}", json.dumps(body), content_type="application/json"
        )

    def open(self, given):
        answer = self._post("", given)
        assert answer.status_code == 201, answer.content.decode()
        return answer.json()["code"]

    def advance(self, code, stage, day, fields, papers):
        kept = []
        for kind, path in papers.items():
            with path.open("rb") as file:
                found = self.client_as("officer").post("/api/v1/ledger/evidence", {"file": file}).json()
            kept.append({"kind": kind, "dated": day, "sha256": found["sha256"]})
        body = {"stage": stage, "happened_on": day, "fields": fields, "papers": kept}
        answer = self._post(f"/{code}/advance", body)
        assert (answer.status_code, answer.json()["stage"]) == (200, stage)


class ByCommand:
    """``zhuchao projects ...``."""

    def __init__(self, client_as, tmp_path):
        self.runner = CliRunner()

    def run(self, *words):
        ran = self.runner.invoke(command, [*words, "--json"], obj={"login": "officer"})
        assert ran.exit_code == 0, ran.output
        return json.loads(ran.output)

    def open(self, given):
        words = ["--name", given["name"], "--company", given["company_name"], "--class", given["klass"]]
        return self.run("open", *words, "--form", given["form"])["code"]

    def advance(self, code, stage, day, fields, papers):
        words = [w for k, v in fields.items() for w in ("--field", f"{k}={v}")]
        words += [w for k, path in papers.items() for w in ("--paper", f"{k}={path}")]
        assert self.run("advance", code, stage, "--on", day, *words)["stage"] == stage


@pytest.mark.parametrize("way", [ByPage, ByApi, ByCommand], ids=["page", "api", "command"])
def test_a_project_is_opened_and_moved_on(way, client_as, tmp_path):
    """With the same fields and papers every way leads to the same stages."""
    by = way(client_as, tmp_path)
    code = by.open(
        {
            "name": "示例三路项目",
            "company_name": "示例三路有限公司",
            "klass": "emerging",
            "nature": "new",
            "form": "lease",
            "opened_on": timezone.localdate().isoformat(),
        }
    )
    day = timezone.localdate().isoformat()
    by.advance(code, "intent", day, {"total_wan": "12000", "jobs": "80", "policy_class": "encouraged"}, {})
    minutes = tmp_path / "纪要.txt"
    minutes.write_text("示例纪要", encoding="utf-8")
    by.advance(code, "talks", day, {}, {"minutes": minutes})
    project = Project.objects.get(code=code)
    assert (project.stage, project.fields["total_wan"]) == ("talks", "12000")
    assert {f.happened_on.isoformat() for f in StageFact.objects.filter(subject=code)} == {day}


def test_the_second_of_two_is_told(client_as, make_project, advance):
    """The page carries the version it showed."""
    code, client = make_project(), client_as("officer")
    version = client.get(reverse("projects:advance", args=[code])).context["form"]["version"].value()
    advance(code, "intent", timezone.localdate())
    body = {"happened_on": timezone.localdate().isoformat(), "version": version}
    answer = client.post(f"{reverse('projects:advance', args=[code])}?stage=signed", body)
    assert answer.status_code == 422
    override = {"happened_on": timezone.localdate().isoformat(), "version": version, "reason": "示例"}
    answer = client_as("office_head").post(reverse("projects:override", args=[code]), override)
    assert answer.status_code == 422 and "刚被他人办理" in answer.content.decode()


def test_api_lists_and_the_command_agree(client_as, make_project):
    """List, detail and command hold the same for the same asker; bad questions are refused as problem+json."""
    code = make_project()
    for who, seen in (("officer", True), ("other_officer", False), ("centre", True)):
        rows = client_as(who).get("/api/v1/projects/projects").json()["rows"]
        ran = CliRunner().invoke(command, ["list", "--json"], obj={"login": who})
        assert (code in {r["code"] for r in rows}) is seen
        assert {r["code"] for r in rows} == {r["code"] for r in json.loads(ran.output)}
    ran = CliRunner().invoke(command, ["show", code, "--json"], obj={"login": "officer"})
    shown = client_as("officer").get(f"/api/v1/projects/projects/{code}").json()
    assert shown["fields"] == json.loads(ran.output)["fields"]
    assert [s["code"] for s in shown["history"]] == [s["code"] for s in json.loads(ran.output)["history"]]
    answer = client_as("officer").get("/api/v1/projects/projects", {"limit": "501"})
    assert (answer.status_code, answer["content-type"]) == (422, "application/problem+json")
    assert "共 1 个" in CliRunner().invoke(command, ["list"], obj={"login": "officer"}).output
