"""Traditional characters read as simplified ones."""

from zhuchao.rulebook import traditional


def test_a_name_in_traditional_characters():
    """Every character that has a simplified form; the others stay."""
    assert traditional.simplified("紹興市柯橋區興旺紡織有限公司 A1") == "绍兴市柯桥区兴旺纺织有限公司 A1"


def test_simplified_text_stays():
    """Reading it twice changes nothing."""
    once = traditional.simplified("東莞東華實業")
    assert traditional.simplified(once) == once == "东莞东华实业"
