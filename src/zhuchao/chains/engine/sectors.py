"""Which sectors of an input-output table a link belongs to, by the divisions of its GB/T 4754 classes."""

from collections.abc import Sequence


def sectors_of(
    classes: Sequence[str], names: Sequence[str], codes: Sequence[str], sector_names: Sequence[str]
) -> tuple[int, ...]:
    """Places in ``codes`` of the sectors of a link.

    A sector's first two digits are a division. Of several in one division the one is taken whose name shares most
    pairs of characters with the class (``names``: class and group names in the order of ``classes``); where none
    shares any, all of the division.
    """
    found: set[int] = set()
    for code, name in zip(classes, names, strict=True):
        here = [i for i, sector in enumerate(codes) if sector[:2] == code[:2]]
        shared = {i: len(_pairs(name) & _pairs(sector_names[i])) for i in here}
        most = max(shared.values(), default=0)
        best = [i for i in here if shared[i] == most]
        found.update(best[:1] if most else here)
    return tuple(sorted(found))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) - {"制造", "产品", "服务", "加工"}
