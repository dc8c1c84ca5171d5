"""``zhuchao rulebook``: needs nobody, prints what the page shows, and ends with 1 on a faulty file."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from zhuchao import rulebook, slots
from zhuchao.frame.cli import rulebook as commands
from zhuchao.rulebook.check import Blocked
from zhuchao.slots import Slot
from zhuchao.terms.refusal import Refused

OWN = """
- id: test.limit
  title: 示例上限
  since: 2020-01-01
  until: 2021-12-31
  source: {document: 示例文件, article: 第一条, where: 示例资料}
  standing: secondary
  unit: 亩
  value: {least: 5}
"""


#: Nouns that hold live records look them up.
pytestmark = pytest.mark.django_db


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ZHUCHAO_HOME", str(tmp_path))
    (tmp_path / "rulebook").mkdir()
    (tmp_path / "rulebook" / "own.yaml").write_text(OWN, encoding="utf-8")
    rulebook.reload()
    yield tmp_path / "rulebook" / "own.yaml"
    monkeypatch.undo()
    rulebook.reload()


def ran(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(commands, words, obj={"login": ""}, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def test_the_list_gives_dates_source_and_standing(own: Path) -> None:
    (entry,) = [r for r in json.loads(ran("list", "--json")) if r["id"] == "test.limit"]
    assert entry == {
        "id": "test.limit",
        "title": "示例上限",
        "since": "2020-01-01",
        "until": "2021-12-31",
        "standing": "secondary",
        "source": {"document": "示例文件", "article": "第一条", "where": "示例资料"},
    }
    (line,) = [x for x in ran("list").splitlines() if "test.limit" in x]
    assert "示例文件第一条" in line and "转引，待核" in line


def test_an_entry_is_shown_as_of_a_day(own: Path) -> None:
    shown = json.loads(ran("show", "test.limit", "--on", "2021-12-31", "--json"))
    assert (shown["value"], shown["unit"]) == ({"least": 5}, "亩")
    text = ran("show", "test.limit", "--on", "2021-12-31")
    assert "least: 5" in text and "只提醒、不拦截" in text and "示例资料" in text


def test_a_day_without_a_version_is_refused_with_the_periods(own: Path) -> None:
    with pytest.raises(Refused, match="2020-01-01 至 2021-12-31"):
        ran("show", "test.limit", "--on", "2022-01-01")


def test_an_unknown_entry_is_refused_with_those_near(own: Path) -> None:
    with pytest.raises(Refused, match=r"test\.limit"):
        ran("show", "test.limits")


def test_a_day_that_is_none_is_a_usage_error(own: Path) -> None:
    assert "2022-02-31" in ran("show", "test.limit", "--on", "2022-02-31", code=2)


def test_the_check_passes_what_is_shipped(own: Path) -> None:
    said = json.loads(ran("check", "--json"))
    assert said["ok"] is True and said["faults"] == [] and said["entries"] > 20
    assert "规则文件无误" in ran("check")


def test_the_check_of_a_faulty_file_ends_with_1(own: Path) -> None:
    own.write_text(OWN.replace("standing: secondary", "standing: sure"), encoding="utf-8")
    said = json.loads(ran("check", "--json", code=1))
    assert said["ok"] is False
    assert [(f["file"], f["entry"]) for f in said["faults"]] == [("own.yaml", "test.limit")]
    assert "sure" in ran("check", code=1)


def test_the_check_prints_the_records_a_coming_rule_would_stop(own: Path) -> None:
    def answer(actor: object, *, on: date) -> list[Blocked]:
        return [Blocked("test.limit", "X-1", "示例项目", "用地不足")] if on.year >= 2030 else []

    slots.register(Slot.RULE_CHECK, "test-noun", answer)
    try:
        said = json.loads(ran("check", "--on", "2030-01-01", "--json"))
        assert said["ok"] is True and said["on"] == "2030-01-01"
        assert {"noun": "test-noun", "rule": "test.limit", "record": "X-1"}.items() <= said["blocked"][
            -1
        ].items()
        assert "示例项目" in ran("check", "--on", "2030-01-01")
        assert "示例项目" not in ran("check", "--on", "2029-01-01")
    finally:
        slots.unregister(Slot.RULE_CHECK, "test-noun")


def test_where_no_noun_answers_the_check_says_so(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        slots, "_entries", {k: e for k, e in slots._entries.items() if k[0] is not Slot.RULE_CHECK}
    )
    assert "没有一类在办记录登记了按规则核对" in ran("check")
