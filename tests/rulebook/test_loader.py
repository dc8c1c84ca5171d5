"""Dated entries, overlays of the district and what a malformed file says."""

from datetime import date
from pathlib import Path

import pytest

from zhuchao import rulebook
from zhuchao.rulebook import RulebookError
from zhuchao.terms.source import Standing

ENTRY = """
- id: test.limit
  title: 示例上限
  since: {since}
  until: {until}
  source: {{document: 示例文件, article: 第一条}}
  standing: {standing}
  value: {value}
"""


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHUCHAO_HOME", str(tmp_path))
    folder = tmp_path / "rulebook"
    folder.mkdir()
    rulebook.reload()
    yield folder
    monkeypatch.undo()
    rulebook.reload()


def written(folder: Path, *entries: str) -> None:
    (folder / "test.yaml").write_text("".join(entries), encoding="utf-8")
    rulebook.reload()


def entry(since: str, until: str = "null", value: int = 1, standing: str = "own_choice") -> str:
    return ENTRY.format(since=since, until=until, value=value, standing=standing)


def test_a_day_is_judged_by_the_version_in_force_that_day(overlay: Path) -> None:
    written(overlay, entry("2020-01-01", "2021-12-31", 1), entry("2022-01-01", value=2))
    assert rulebook.rule("test.limit", on=date(2021, 12, 31)).value == 1
    assert rulebook.rule("test.limit", on=date(2022, 1, 1)).value == 2
    with pytest.raises(RulebookError, match="2019-12-31"):
        rulebook.rule("test.limit", on=date(2019, 12, 31))


def test_two_versions_may_not_overlap(overlay: Path) -> None:
    written(overlay, entry("2020-01-01"), entry("2022-01-01"))
    with pytest.raises(RulebookError, match="重叠"):
        rulebook.rule("test.limit", on=date(2022, 1, 1))


def test_an_entry_without_a_source_is_named(overlay: Path) -> None:
    written(overlay, "- {id: test.bare, title: 无来源, since: 2020-01-01, standing: own_choice, value: 1}\n")
    with pytest.raises(RulebookError, match=r"test\.yaml 的条目 test\.bare 不完整"):
        rulebook.all_rules()


def test_what_nobody_read_warns_and_does_not_block_until_confirmed(overlay: Path) -> None:
    written(overlay, entry("2020-01-01", standing="secondary"))
    unread = rulebook.rule("test.limit", on=date(2022, 1, 1))
    assert unread.standing is Standing.SECONDARY
    assert not unread.blocks
    written(overlay, entry("2020-01-01", standing="secondary") + "  confirmed_by: 区司法局\n")
    assert rulebook.rule("test.limit", on=date(2022, 1, 1)).blocks


def test_the_version_moves_with_any_file(overlay: Path) -> None:
    written(overlay, entry("2020-01-01", value=1))
    before = rulebook.version()
    written(overlay, entry("2020-01-01", value=2))
    assert rulebook.version() != before
