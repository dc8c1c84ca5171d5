"""Reading what was typed into a project's fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.projects.engine.fields import FieldSpec, read


def spec(kind, **more):
    return FieldSpec("x", "示例项", kind, **more)


@pytest.mark.parametrize(
    ("kind", "given_text", "kept"),
    [
        ("number", "1,200.50", "1200.5"),
        ("number", "0", "0"),
        ("number", 30, "30"),
        ("year", "2027", "2027"),
        ("date", "2026/01/31", "2026-01-31"),
        ("uscc", " 91330106ma2cfldg4r ", "91330106MA2CFLDG4R"),
        ("filing", "2101-330603-04-01-123456", "2101-330603-04-01-123456"),
        ("filing", "2017-330604-17-03-012345-000", "2017-330604-17-03-012345-000"),
        ("text", "某地块", "某地块"),
        ("text", "  ", None),
        ("text", None, None),
    ],
)
def test_reads(kind, given_text, kept):
    """What people write is kept in one form; nothing is no value."""
    assert read(spec(kind), given_text) == (kept, None)


@pytest.mark.parametrize(
    ("kind", "given_text"),
    [
        ("number", "很多"),
        ("number", "-1"),
        ("number", "NaN"),
        ("number", "1e20"),
        ("year", "27"),
        ("date", "明年"),
        ("uscc", "91330106MA2CFLDG4X"),
        ("filing", "330603"),
        ("text", "长" * 201),
    ],
)
def test_refuses(kind, given_text):
    """A value that cannot be read names its field and what to do."""
    value, told = read(spec(kind), given_text)
    assert value is None
    assert told is not None
    assert told.field == "field_x"
    assert "示例项" in told.reason


def test_a_choice_is_taken_by_code_or_by_name():
    """Files come with words."""
    its = spec("choice", options={"allowed": "允许类"})
    assert read(its, "allowed") == ("allowed", None)
    assert read(its, "允许类") == ("allowed", None)
    assert read(its, "其他类")[1] is not None


@given(st.integers(min_value=0, max_value=10**10))
def test_numbers_come_back_as_they_are(number):
    """With or without separators of thousands."""
    assert read(spec("number"), f"{number:,}") == (str(number), None)
