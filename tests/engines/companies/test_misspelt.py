"""A registered name with one slip in it still shares enough with the name that was meant."""

from hypothesis import given
from hypothesis import strategies as st

from zhuchao.companies.engine import misspelt

FORMS = ("股份有限公司", "有限责任公司", "有限公司", "公司", "厂")
LETTERS = st.sampled_from("绍兴示例龙盛染整纺织机械贸易科")


def pairs(text):
    return {text[i : i + 2] for i in range(len(text) - 1)}


def test_the_longest_form_goes():
    """股份有限公司 and not 有限公司; a form of one character, or one that would leave one character, stays."""
    assert misspelt.body("示例龙盛股份有限公司", FORMS) == "示例龙盛"
    assert misspelt.body("示例水泵厂", FORMS) == "示例水泵厂"
    assert misspelt.body("我公司", FORMS) == "我公司"


def test_what_is_said_whole():
    """With a legal form, or longer than a short name."""
    assert misspelt.is_full("示例有限公司", FORMS, 8)
    assert misspelt.is_full("绍兴市示例龙盛纺织机械", FORMS, 8)
    assert not misspelt.is_full("示例龙盛", FORMS, 8)


@given(st.text(LETTERS, min_size=7, max_size=20), st.data())
def test_one_slip_leaves_a_reading(name, data):
    """Wrong, missing, doubled or swapped: some reading of what was said lies wholly in the name meant."""
    at = data.draw(st.integers(0, len(name) - 2))
    slips = (
        name[:at] + "错" + name[at + 1 :],
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )
    for said in slips:
        readings = misspelt.readings(said, 2)
        assert any(set(reading) <= pairs(name) for reading in readings), said


def test_too_short_to_guess():
    """Two pairs beside the slip are the least that says anything."""
    assert misspelt.readings("示例龙盛", 2) == []
    assert ["示例", "例承"] not in misspelt.readings("南示例承", 2)
    assert ["南京", "京示"] in misspelt.readings("南京示例承", 2)


def test_likeness_orders():
    """The same name first, then another form, then another character, then another company."""
    said = "绍兴示例龙盛纺织有限公司"
    names = [said, "绍兴示例龙盛纺织有限责任公司", "绍兴示例隆盛纺织有限公司", "杭州凤凰贸易有限公司"]
    found = [misspelt.likeness(said, n, FORMS) for n in names]
    assert found[0] == 1.0
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == len(found)
