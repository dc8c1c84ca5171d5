"""What is compared of two company records, and how links become groups."""

from hypothesis import given
from hypothesis import strategies as st

from zhuchao.companies.engine import twins

WORDS = twins.Words.of({"浙江", "绍兴", "柯桥", "上海"}, ["有限公司", "有限责任公司", "股份有限公司", "厂"])


def test_a_stem_has_no_place_and_no_form():
    """Leading places, a place in brackets and the longest legal form go; other words in brackets stay."""
    assert twins.stem("浙江省绍兴市柯桥区示例纺织有限责任公司", WORDS) == "示例纺织"
    assert twins.stem("示例（上海）贸易有限公司", WORDS) == "示例贸易"
    assert twins.stem("示例(精密)贸易有限公司", WORDS) == "示例精密贸易"
    assert twins.stem("上海有限公司", WORDS)


def test_marks_tell_works_of_one_owner_apart():
    """Numbers, ordinals and branches."""
    assert twins.marks("示例第二建筑", "示例第二建筑有限公司") == "第二"
    assert twins.marks("示例二厂", "示例二厂") == "二"
    assert twins.marks("示例", "示例有限公司杭州分公司") == "分"
    assert twins.marks("三元示例", "三元示例有限公司") == ""


def test_cleaned_leaves_unknown_unknown():
    """Empty text and None stay so; a city follows from its county."""
    row = twins.cleaned("示例有限公司", "", "330603", "", "", None, None, "0575-8412 3456", WORDS)
    assert (row.city, row.address, row.capital, row.day, row.phone) == ("330600", "", None, "", "84123456")


def test_a_weak_link_does_not_chain_two_companies():
    """Two triangles joined by one link stay two; with the share at nought they are one."""
    triangles = [(9.0, 0, 1), (9.0, 1, 2), (9.0, 0, 2), (9.0, 3, 4), (9.0, 4, 5), (9.0, 3, 5), (3.0, 2, 3)]
    assert twins.clusters(triangles, 20, 0.5) == {0: [0, 1, 2], 3: [3, 4, 5]}
    assert twins.clusters(triangles, 20, 0.0) == {0: [0, 1, 2, 3, 4, 5]}


@given(
    st.lists(st.tuples(st.floats(0, 10), st.integers(0, 40), st.integers(41, 80)), max_size=200),
    st.integers(2, 20),
)
def test_no_group_is_larger_than_allowed(links, largest):
    """Nobody is in two groups, every member is linked."""
    groups = twins.clusters(links, largest, 0.3)
    members = [row for group in groups.values() for row in group]
    assert len(members) == len(set(members))
    assert all(2 <= len(group) <= largest for group in groups.values())
    assert set(members) <= {row for _, a, b in links for row in (a, b)}
