"""``zhuchao rulebook check --on``: exactly the projects that a rule of next month will stop."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.frame.cli import rulebook as commands
from zhuchao.projects.flows import leave_project, override_stage, set_fields
from zhuchao.projects.selectors.blocked import would_block

pytestmark = pytest.mark.django_db

SOON = timezone.localdate() + timedelta(days=30)
OWN = f"""
- id: projects.needs.signed.extra
  title: 示例：签约须填写用能
  since: {SOON}
  source: {{document: 示例区文件, article: 第三条}}
  standing: STANDING
  value:
    forms: [lease]
    needs:
      - field: energy_tce
      - paper: legal_review
"""


@pytest.fixture
def lay(tmp_path, monkeypatch):
    """``lay(standing)``: the district's rule of next month, asked in the signing of leased projects."""
    monkeypatch.setenv("ZHUCHAO_HOME", str(tmp_path))
    (tmp_path / "rulebook").mkdir()

    def laid(standing="own_choice"):
        text = OWN.replace("STANDING", standing)
        (tmp_path / "rulebook" / "own.yaml").write_text(text, encoding="utf-8")
        rulebook.reload()

    yield laid
    monkeypatch.undo()
    rulebook.reload()


@pytest.fixture
def before_signing(actors, make_project):
    """``before_signing(name, **given)``: a project in talks, its next step signing."""

    def made(name, office="office_head", **given):
        code = make_project("other_officer" if office == "other_head" else "officer", name=name, **given)
        for stage in ("intent", "talks"):
            override_stage(
                actor=actors[office],
                code=code,
                stage=stage,
                happened_on=timezone.localdate(),
                reason="示例：先行推进",
            )
        return code

    return made


def checked(*words):
    """What the command prints."""
    ran = CliRunner().invoke(commands, ["check", *words], obj={"login": ""}, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_it_lists_exactly_the_projects_it_will_stop(lay, actors, make_project, before_signing):
    """Not those of another form, of another stage, shelved, or that have what is asked; not before its day."""
    lay()
    stopped = {before_signing("示例甲"), before_signing("示例乙", "other_head")}
    has = before_signing("示例丙")
    set_fields(actor=actors["officer"], code=has, fields={"energy_tce": "300"})
    shelved = before_signing("示例丁")
    leave_project(what="shelved", actor=actors["office_head"], code=shelved, reason="market", note="示例")
    before_signing("示例戊", form="build")
    make_project(name="示例己")
    blocked = json.loads(checked("--on", SOON.isoformat(), "--json"))["blocked"]
    assert {(b["noun"], b["record"], b["rule"]) for b in blocked} == {
        ("projects", code, "projects.needs.signed.extra") for code in stopped
    }
    assert len(blocked) == 2 and all("能" in b["reason"] and b["name"] for b in blocked)
    text = checked("--on", SOON.isoformat())
    assert "示例甲" in text and "会拦下 2 条" in text
    day_before = (SOON - timedelta(days=1)).isoformat()
    assert json.loads(checked("--on", day_before, "--json"))["blocked"] == []


def test_what_only_warns_stops_nothing(lay, before_signing):
    """A text that nobody read is told, and stops no project."""
    lay("secondary")
    before_signing("示例甲")
    assert json.loads(checked("--on", SOON.isoformat(), "--json"))["blocked"] == []


def test_the_actor_is_told_of_own_projects_only(lay, actors, before_signing):
    """Sight is as everywhere."""
    lay()
    own, other = before_signing("示例甲"), before_signing("示例乙", "other_head")
    for name, seen in (("officer", {own}), ("other_officer", {other}), ("centre", {own, other})):
        assert {b.record for b in would_block(actors[name], on=SOON)} == seen


def test_the_queries_do_not_grow_with_the_projects(
    lay, actors, before_signing, django_assert_max_num_queries
):
    """One look at the rows and one a table of facts, for two as for twelve."""
    lay()
    for many in (2, 10):
        for number in range(many):
            before_signing(f"示例{many}-{number}")
        with django_assert_max_num_queries(16):
            found = list(would_block(actors["centre"], on=SOON))
    assert len(found) == 12
