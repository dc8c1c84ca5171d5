"""The check of the rulebook's files, and what the rules of a day would stop."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from zhuchao import slots
from zhuchao.rulebook.check import Blocked, faults, faults_in, would_block
from zhuchao.rulebook.loader import SHIPPED
from zhuchao.slots import Slot
from zhuchao.terms.actor import SYSTEM, Actor

#: Nouns that hold live records look them up.
pytestmark = pytest.mark.django_db

SOUND = """
- id: test.limit
  title: 示例上限
  since: 2020-01-01
  until: 2021-12-31
  source: {document: 示例文件, article: 第一条}
  standing: own_choice
  value: 1
- id: test.limit
  title: 示例上限
  since: 2022-01-01
  source: {document: 示例文件, article: 第二条}
  standing: secondary
  value: 2
"""


def found(folder: Path, text: str, name: str = "test.yaml") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return "；".join(f"{f.file} {f.entry} {f.what}" for f in faults_in(folder))


def test_what_is_shipped_is_sound() -> None:
    assert faults_in(SHIPPED) == []


def test_sound_versions_are_sound(tmp_path: Path) -> None:
    assert found(tmp_path, SOUND) == ""


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("2021-12-31", "2022-01-01", "重叠"),
        ("  until: 2021-12-31\n", "", "重叠"),
        ("2021-12-31", "2019-12-31", "失效日早于生效日"),
        ("since: 2020-01-01", "since: 去年", "不是日期"),
        ("standing: secondary", "standing: certain", "certain"),
        ("standing: secondary", "standing: text_read", "没有写明原文所在"),
        ("{document: 示例文件, article: 第二条}", "{article: 第二条}", "没有写明依据文件"),
        ("{document: 示例文件, article: 第二条}", "示例文件", "没有写明依据文件"),
        ("  value: 2\n", "", "缺少 value"),
        ("  value: 2\n", "  value: 2\n  untill: 2023-01-01\n", "未知的键 untill"),
        ("title: 示例上限", "title: ''", "标题为空"),
        ("id: test.limit", "id: 上限", "编号应由"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    said_of = found(tmp_path, SOUND.replace(was, becomes))
    assert said in said_of and said_of.startswith("test.yaml ")


def test_one_bad_file_does_not_hide_another(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- [", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("id: test.a", encoding="utf-8")
    (tmp_path / "c.yaml").write_bytes("- id: 测试".encode("gb18030"))
    said = found(tmp_path, SOUND.replace("value: 2", "valu: 2"), "d.yaml")
    assert "a.yaml  读不出来" in said and "b.yaml  应为条目列表" in said
    assert "c.yaml  读不出来" in said and "d.yaml test.limit 缺少 value" in said


def test_versions_in_two_files_may_not_overlap_either(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SOUND, encoding="utf-8")
    assert "重叠" in found(
        tmp_path, SOUND[: SOUND.index("- id: test.limit\n  title: 示例上限\n  since: 2022")]
    )


def test_the_districts_own_files_are_checked_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHUCHAO_HOME", str(tmp_path))
    (tmp_path / "rulebook").mkdir()
    assert faults() == []
    (tmp_path / "rulebook" / "own.yaml").write_text("- 1\n", encoding="utf-8")
    assert [f.file for f in faults()] == ["own.yaml"]


@pytest.fixture
def noun() -> Iterator[None]:
    def answer(actor: Actor, *, on: date) -> Iterator[Blocked]:
        if actor == SYSTEM and on >= date(2030, 1, 1):
            yield Blocked("test.limit", "X-1", "示例项目", "超过 2030 年起的上限")

    slots.register(Slot.RULE_CHECK, "test-noun", answer)
    yield
    slots.unregister(Slot.RULE_CHECK, "test-noun")


def test_nouns_say_what_the_rules_of_that_day_would_stop(noun: None) -> None:
    blocked, asked = would_block(SYSTEM, date(2030, 1, 1))
    assert [(who, b.record) for who, b in blocked if who == "test-noun"] == [("test-noun", "X-1")]
    assert "test-noun" in asked
    earlier, _ = would_block(SYSTEM, date(2029, 12, 31))
    assert not [b for who, b in earlier if who == "test-noun"]
