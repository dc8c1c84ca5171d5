"""统一社会信用代码 against the vectors of GB 32100-2015 and by properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.terms import uscc

first17 = st.text(alphabet=uscc.ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize(
    ("first", "check"),
    [
        ("91350100M000100Y4", "3"),  # the worked example of the standard
        ("91330100716105852", "F"),
        ("91110000802100433", "B"),
        ("91110108551385082", "Q"),
        ("91330106MA2CFLDG4", "R"),
        ("9111000010169286X", "1"),
        ("913306034JURQ283F", "0"),  # the sum is a multiple of 31: a bare "31 - r" overflows
    ],
)
def test_check_character_of_known_codes(first: str, check: str) -> None:
    assert uscc.check_character(first) == check
    assert uscc.is_valid(first + check)


def test_a_letter_outside_the_alphabet_is_named() -> None:
    assert "“Z”" in uscc.fault("91350100M000100Y4Z")


def test_a_widely_copied_wrong_code_is_refused_with_the_right_character() -> None:
    assert uscc.fault("91310115MA1H8R7C6D") == "统一社会信用代码校验位应为7，现为D"


def test_a_short_code_says_how_long_it_is() -> None:
    assert uscc.fault("9135") == "统一社会信用代码应为18位，现为4位"


def test_typing_with_blanks_wide_and_lower_characters_is_understood() -> None:
    assert uscc.clean(" 9135 0100Ｍ000100y43 ") == "91350100M000100Y43"


@given(first17, st.integers(0, 16), st.sampled_from(uscc.ALPHABET))
def test_any_single_wrong_character_is_found(first: str, place: int, other: str) -> None:
    code = first + uscc.check_character(first)
    spoiled = code[:place] + other + code[place + 1 :]
    assert uscc.is_valid(spoiled) == (spoiled == code)


@given(first17)
def test_exactly_one_last_character_is_valid(first: str) -> None:
    assert sum(uscc.is_valid(first + c) for c in uscc.ALPHABET) == 1
