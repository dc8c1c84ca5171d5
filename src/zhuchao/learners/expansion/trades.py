"""The words of a company's name that tell its trade, place names masked: 绍兴示例印染机械有限公司 → 印染, 染机, 机械."""

import functools
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from zhuchao.rulebook import regions

_FORM = re.compile("股份|有限|责任|公司|集团|总|[（(][^）)]*[)）]|[A-Za-z0-9·.&]+")
_TAIL = ("特别行政区", "自治区", "自治州", "自治县", "地区", "新区", "省", "市", "县", "区", "盟", "旗")
#: A word is kept when at least this many names have it, and not more than this share of them.
LEAST, MOST_SHARE = 15, 0.2


@functools.cache
def _places() -> re.Pattern[str]:
    words: set[str] = set()
    for place in regions.all_regions().values():
        words.add(place.name)
        for tail in _TAIL:
            if place.name.endswith(tail) and len(place.name) - len(tail) >= 2:
                words.add(place.name.removesuffix(tail))
                break
    return re.compile("|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))))


def words_of(name: str) -> set[str]:
    """Pairs of characters of the name that stand side by side, without its places and its legal form."""
    bare = _places().sub("|", _FORM.sub("|", name))
    return {part[i : i + 2] for part in bare.split("|") for i in range(len(part) - 1)}


def vocabulary(names: Sequence[str]) -> list[str]:
    """The words worth learning from, sorted."""
    seen = Counter(word for name in names for word in words_of(name))
    most = MOST_SHARE * len(names)
    return sorted(word for word, many in seen.items() if LEAST <= many <= most)


def incidence(names: Sequence[str], words: Sequence[str]) -> sparse.csr_matrix:
    """Names by words, 0 or 1, float32."""
    at = {word: i for i, word in enumerate(words)}
    rows, columns = [], []
    for i, name in enumerate(names):
        for word in words_of(name):
            if (j := at.get(word)) is not None:
                rows.append(i)
                columns.append(j)
    ones = np.ones(len(rows), np.float32)
    return sparse.csr_matrix((ones, (rows, columns)), shape=(len(names), len(words)))
