"""Load a national input-output table into the home: nothing of it is shipped."""

import csv
import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from django.utils import timezone

from zhuchao.chains.engine import rights
from zhuchao.chains.selectors.evidence.board import IO_MODEL
from zhuchao.learners import kept
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def load_input_output(*, actor: Actor, flows: Path, sectors: Path, source: str = "") -> dict[str, Any]:
    """Keep a table from two CSV files (may be .gz) and use it from now on; gives its card.

    ``flows``: from_code, to_code, flow_wan_yuan; ``sectors``: code, name and GO, total output in 万元. Codes begin with
    the division of GB/T 4754. Raises Refused for whoever may not, and for files that do not hold together.
    """
    rights.need_trainer(actor, to="装入投入产出表")
    try:
        rows = [(r["code"], r["name"], float(r["GO"])) for r in _rows(sectors)]
        place = {code: n for n, (code, _, _) in enumerate(rows)}
        table = np.zeros((len(rows), len(rows)))
        for r in _rows(flows):
            table[place[r["from_code"]], place[r["to_code"]]] += float(r["flow_wan_yuan"])
    except (KeyError, ValueError, OSError, UnicodeError) as error:
        raise _unusable(f"缺少列、部门代码对不上或数字有误（{error}）") from error
    output = np.array([r[2] for r in rows])
    if not len(rows) or (output < 0).any() or (table.sum(0) > output * (1 + 1e-6)).any():
        raise _unusable("有部门的中间投入多于总产出")
    now = timezone.now()
    card = {
        "source": source or flows.name,
        "sha256_of_file": kept.digest_of(flows),
        "sectors": len(rows),
        "loaded_at": now.isoformat(),
    }
    plain = {"codes": [r[0] for r in rows], "names": [r[1] for r in rows]}
    version = kept.keep(IO_MODEL, now, card=card, arrays={"flows": table, "output": output}, plain=plain)
    with recording(actor) as book:
        book.audit("装入投入产出表", f"model:{IO_MODEL}", version, changes={"sectors": [None, len(rows)]})
    return card | {"version": version}


def _unusable(why: str) -> Refused:
    return Refused(
        Refusal(
            "chains.io-table",
            f"投入产出表不能用：{why}",
            "请给出流量表（from_code、to_code、flow_wan_yuan）和部门表（code、name、GO）。",
            "flows",
        )
    )


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    yield from csv.DictReader(text.splitlines())
