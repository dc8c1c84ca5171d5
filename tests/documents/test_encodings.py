"""Text files in whatever encoding an office has; broken bytes are named by line, never guessed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhuchao.documents import encodings
from zhuchao.terms.refusal import Refused

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1)
CHINESE = "统一社会信用代码,企业名称\n1,示例纺织有限公司\n"


def read(tmp_path, content, valid=16):
    source, target = tmp_path / "示例.csv", tmp_path / "copy.csv"
    source.write_bytes(content)
    target.unlink(missing_ok=True)
    found = encodings.utf8_copy(source, target, valid_utf8_characters=valid)
    return found, found.read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_the_same_text_from_every_encoding(encoding, tmp_path):
    assert read(tmp_path, CHINESE.encode(encoding))[1] == CHINESE


def test_plain_utf8_is_not_copied(tmp_path):
    assert read(tmp_path, CHINESE.encode())[0] == tmp_path / "示例.csv"
    assert read(tmp_path, CHINESE.replace("\n", "\r\n").encode())[0] == tmp_path / "示例.csv"


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(text=TEXT, encoding=st.sampled_from(["gb18030", "utf-16", "utf-8-sig"]))
def test_any_text_survives(text, encoding, tmp_path):
    # A text whose GB18030 bytes happen to be UTF-8 is UTF-8 for anybody.
    content = text.encode(encoding)
    if encoding == "gb18030":
        content = "示例".encode(encoding) + content
        text = "示例" + text
    assert read(tmp_path, content)[1] == text.removeprefix("\ufeff")


@pytest.mark.parametrize("ends", [("\r\n", "\n"), ("\n", "\r"), ("\r\n", "\r")])
def test_mixed_line_ends_become_one_kind(ends, tmp_path):
    found = read(tmp_path, f"甲{ends[0]}乙{ends[1]}丙".encode())
    assert found == (tmp_path / "copy.csv", "甲\n乙\n丙")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_block_that_ends_inside_a_character_or_a_line_end(encoding, tmp_path, monkeypatch):
    text = "示例甲\r\n示例乙\n" * 5
    for size in range(1, 9):
        monkeypatch.setattr(encodings, "BLOCK", size)
        assert read(tmp_path, text.encode(encoding), valid=100)[1] == "示例甲\n示例乙\n" * 5, size


@pytest.mark.parametrize(
    ("content", "line", "byte"),
    [
        (CHINESE.encode() * 3 + b"\xff\n", 7, "FF"),
        (b"\xef\xbb\xbfa,b\n\xc3\x28\n", 2, "C3"),
        ("示例\n".encode("gb18030") + b"\xff\xff", 2, "FF"),
        (b"a,b\n1,\x002\n", 2, "00"),
        ("示\n例".encode("utf-16") + b"\x00\xd8", 2, "00 D8"),
        (("示例" * 20).encode()[:-1], 1, "E4 BE"),
    ],
)
def test_damage_is_told_by_line_and_byte(content, line, byte, tmp_path):
    with pytest.raises(Refused, match=f"示例.csv 第{line}行有损坏的字符（字节 {byte}") as refused:
        read(tmp_path, content)
    assert "CSV UTF-8" in refused.value.refusals[0].next_step
