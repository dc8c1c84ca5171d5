"""Companies bound to one place by what they serve."""

import pytest

from zhuchao.chains.engine import bound

PATTERN = bound.pattern(["水务", "供水", "市政"], ["建设", "工程", "投资", "发展"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("示例县水务有限公司", "水务有限"),
        ("示例市政建设工程（集团）有限公司", "市政建设工程（集团"),
        ("示例供水投资发展股份公司", "供水投资发展股份"),
        ("示例供水设备有限公司", ""),
        ("示例水务科技有限公司", ""),
        ("示例泵业有限公司", ""),
    ],
)
def test_the_end_of_the_name_decides(name, said):
    """A maker of equipment for waterworks may move, a waterworks may not."""
    assert bound.found(name, PATTERN) == said


def test_without_words_nobody_is_bound():
    """An empty rule finds nothing."""
    assert bound.found("示例县水务有限公司", bound.pattern([], [])) == ""
