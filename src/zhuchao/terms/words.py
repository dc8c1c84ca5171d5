"""Company names and search words: one way to normalise and one way to split.

``bigrams`` feeds every search index, whichever engine keeps it (design.md §4).
"""

import re

_WIDE = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}
_BRACKETS = str.maketrans(
    {"(": "（", ")": "）", "[": "（", "]": "）", "【": "（", "】": "）", "〔": "（", "〕": "）"}
)
_BLANKS = re.compile(r"\s+")

#: A branch is no investor of its own: the words that end its registered name.
_BRANCH_ENDINGS = (
    "分公司 支公司 分店 分厂 分行 支行 分部 分社 分院 分所 分理处 储蓄所 办事处 代表处 项目部 "
    "营业部 营业厅 营业所 经营部 门市部 服务部 加油站"
)
BRANCH_PATTERN = f"(?:{'|'.join(_BRANCH_ENDINGS.split())})(?:（[^（）]*）)?$"
_BRANCH = re.compile(BRANCH_PATTERN)


def normalise_name(name: str) -> str:
    """Half-width letters and digits, upper-case, no blanks, full-width round brackets."""
    return _BLANKS.sub("", name.translate(_WIDE)).upper().translate(_BRACKETS)


def is_branch_name(name: str) -> bool:
    """True when the registered name is that of a branch office."""
    return _BRANCH.search(name) is not None


def bigrams(text: str) -> list[str]:
    """Every two neighbouring characters in order; one character stands for itself."""
    text = normalise_name(text)
    if len(text) < 2:
        return [text] if text else []
    return [text[i : i + 2] for i in range(len(text) - 1)]
