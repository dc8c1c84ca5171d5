"""Placement held against the industries of listed companies."""

import csv
import gzip
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from zhuchao.chains.engine.placement_check import Agreement, Listed, agreement
from zhuchao.chains.selectors.knowledge import chains, cues
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

FILE = "listed_companies_labelled.csv.gz"
_FOLDER = "listed_labels"
_NAMES = ("reg_name", "fullname", "short_name")
_INDUSTRIES = ("sw_l2", "sw_l3")
_COLUMNS = {"code6", "scope", *_NAMES, *_INDUSTRIES}


def check_placement(actor: Actor, data: Path | None = None) -> Agreement:
    """Judge the high placements of the listed companies that have both a scope and an industry.

    ``data`` is the file, plain or gzipped, or a folder that holds it; without it the folder named by
    ``ZHUCHAO_SHARED_DATA``. Raises Refused when there is no such file, it cannot be read or a column is
    missing, and for whoever is not staff.
    """
    found = chains(actor)
    path = _file(data)
    try:
        companies = list(_listed(path))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        raise _refused("chains.listed-unreadable", f"{path.name} 无法读取：{error}") from error
    return agreement(companies, found, cues())


def _file(data: Path | None) -> Path:
    named = data or (Path(shared) if (shared := os.environ.get("ZHUCHAO_SHARED_DATA")) else None)
    if named is None:
        raise _refused("chains.listed-missing", "没有指明上市公司行业表")
    for path in (named, named / FILE, named / _FOLDER / FILE):
        if path.is_file():
            return path
    raise _refused("chains.listed-missing", f"找不到上市公司行业表：{named}")


def _listed(path: Path) -> Iterator[Listed]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if missing := _COLUMNS - set(rows.fieldnames or ()):
            raise _refused("chains.listed-columns", f"{path.name} 缺少列：{'、'.join(sorted(missing))}")
        for row in rows:
            industries = tuple(filter(None, (row[c] for c in _INDUSTRIES)))
            if industries and row["scope"]:
                name = next(filter(None, (row[c] for c in _NAMES)), "")
                yield Listed(row["code6"], name, row["scope"], industries)


def _refused(rule: str, reason: str) -> Refused:
    return Refused(Refusal(rule, reason, f"请用 --data 指明 {FILE} 或它所在的文件夹。", "data"))
