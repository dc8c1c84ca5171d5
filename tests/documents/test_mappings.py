"""Pairs of words from YAML or JSON: always text, never objects."""

import pytest

from zhuchao.documents.mappings import read_pairs
from zhuchao.terms.refusal import Refused


@pytest.mark.parametrize(
    ("content", "pairs"),
    [
        ("uscc: 信用代码\nname: 全称\n", {"uscc": "信用代码", "name": "全称"}),
        ('{"uscc": "信用代码", "name": "2018"}', {"uscc": "信用代码", "name": "2018"}),
        ("name: 2018\nscope: no\naddress: 1.0\n", {"name": "2018", "scope": "no", "address": "1.0"}),
        ("\ufeffname: 全称\n", {"name": "全称"}),
        ("{}", {}),
    ],
)
def test_every_value_is_the_text_that_is_written(content, pairs, tmp_path):
    path = tmp_path / "列.yaml"
    path.write_text(content, encoding="utf-8")
    assert read_pairs(path) == pairs


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "不是一行一对"),
        (b"- a\n- b\n", "不是一行一对"),
        (b"name: [a, b]\n", "不是一行一对"),
        (b"name: {a: b}\n", "不是一行一对"),
        (b"a: b\nc: 'd\n", "第3行写法有误"),
        (b"!!python/object/apply:os.system ['true']", "写法有误|不是一行一对"),
        ("name: 全称".encode("gb18030"), "不是 UTF-8 编码"),
        (b"[" * 20_000, "写法有误"),
        (b"a: b\n" * 100_000, "大于256KB"),
    ],
)
def test_anything_else_is_refused(content, says, tmp_path):
    path = tmp_path / "列.yaml"
    path.write_bytes(content)
    with pytest.raises(Refused, match=f"列.yaml .*(?:{says})"):
        read_pairs(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"没有\.yaml 不存在"):
        read_pairs(tmp_path / "没有.yaml")
