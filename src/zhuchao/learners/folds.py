"""Who may be learnt from when somebody is judged: nobody of the same company."""

from collections.abc import Iterable, Sequence

import numpy as np
from sklearn.model_selection import KFold

Split = tuple["np.ndarray[tuple[int], np.dtype[np.int64]]", "np.ndarray[tuple[int], np.dtype[np.int64]]"]


def companies(keys: Sequence[Iterable[str]]) -> list[int]:
    """A number for the company of each row: rows that share any key, directly or through others, are one company.

    Empty keys join nobody. Numbers run from 0 in the order in which the companies first appear.
    """
    parent = list(range(len(keys)))

    def root(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    seen: dict[str, int] = {}
    for row, named in enumerate(keys):
        for key in filter(None, named):
            a, b = root(row), root(seen.setdefault(key, row))
            parent[max(a, b)] = min(a, b)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(root(row), len(numbers)) for row in range(len(keys))]


def company_folds(company: Sequence[int], judged: Sequence[bool], parts: int, seed: int) -> list[Split]:
    """(rows to learn from, rows to judge) of each fold: every judged row once, none beside a row of its company.

    Rows that are not ``judged`` are learnt from wherever their company is not judged. Raises ValueError when
    there are fewer judged companies than ``parts``.
    """
    numbers = np.asarray(company)
    asked = np.asarray(judged, dtype=bool)
    known = np.array(sorted(set(numbers[asked].tolist())))
    if len(known) < parts:
        raise ValueError(f"{len(known)} companies cannot be split into {parts} folds")
    found = []
    for _, part in KFold(parts, shuffle=True, random_state=seed).split(known):
        held = np.isin(numbers, known[part])
        found.append((np.flatnonzero(~held), np.flatnonzero(held & asked)))
    return found
