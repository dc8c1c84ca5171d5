"""Labelled companies from a file, the versions that were trained, and a verdict on words somebody typed."""

import csv
import gzip
import io
import zlib
from pathlib import Path
from typing import Any

from zhuchao.chains.engine.labelled import COLUMNS, LabelledCompany, labelled
from zhuchao.chains.selectors.industry import gbt
from zhuchao.chains.selectors.industry.verdict import MODEL, Industry, industry_of
from zhuchao.chains.selectors.knowledge import check_reader
from zhuchao.learners import kept
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def judge(actor: Actor, name: str, scope: str) -> Industry:
    """The industry of a name and a scope that need not be of any company we know.

    Raises Refused for whoever is not staff and for an empty name.
    """
    return industry_of(_asked(actor, name), scope.strip())


def judge_class(actor: Actor, name: str, scope: str) -> Industry:
    """The class of GB/T 4754 of a name and a scope, otherwise as ``judge``."""
    return gbt.class_of(_asked(actor, name), scope.strip())


def labelled_file(path: Path, products: dict[str, str] | None = None) -> list[LabelledCompany]:
    """Companies with an industry from a CSV, plain or gzipped. Raises Refused when it cannot be used."""
    return labelled(table(path, COLUMNS), products)


def table(path: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of a CSV, plain or gzipped.

    Raises Refused when a column is missing, nothing is in it or it cannot be read.
    """
    try:
        raw = path.read_bytes()
        raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
        reader = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
        missing = [c for c in needed if c not in (reader.fieldnames or ())]
        rows = [] if missing else list(reader)
    except UnicodeDecodeError as error:
        raise _refused(needed, f"{path.name} 不是 UTF-8 编码的 CSV 文件") from error
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        raise _refused(needed, f"{path.name} 无法读取：{error}") from error
    if missing:
        raise _refused(needed, f"{path.name} 缺少列：{'、'.join(missing)}")
    if not rows:
        raise _refused(needed, f"{path.name} 里没有数据行")
    return rows


def trained_models(actor: Actor) -> list[dict[str, Any]]:
    """The cards of all versions of both models of industries, the newest of each first; ``in_force`` marks the one
    that judges.

    Raises Refused for whoever is not staff.
    """
    check_reader(actor)
    return [
        card | {"in_force": card["version"] == kept.version_in_force(model)}
        for model in (MODEL, gbt.MODEL)
        for card in kept.cards(model)
    ]


def _asked(actor: Actor, name: str) -> str:
    check_reader(actor)
    if not name.strip():
        raise Refused(
            Refusal("chains.judge-name", "没有企业名称", "请给出名称；有经营范围时一并给出。", "name")
        )
    return name.strip()


def _refused(needed: tuple[str, ...], reason: str) -> Refused:
    return Refused(
        Refusal("chains.labelled-file", reason, f"请给出含 {'、'.join(needed)} 列的 CSV。", "data")
    )
