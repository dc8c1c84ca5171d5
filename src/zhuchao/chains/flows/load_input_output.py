"""Load a national input-output table into the home: nothing of it is shipped."""

import gzip
import tempfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.engine import input_output, rights
from zhuchao.chains.selectors.evidence.board import IO_MODEL
from zhuchao.documents.tables import ReadLimits, Sheet, read_sheet
from zhuchao.documents.workbooks import Limits
from zhuchao.learners import kept
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def load_input_output(*, actor: Actor, flows: Path, sectors: Path, source: str = "") -> dict[str, Any]:
    """Keep a table from two files (Excel or CSV, may be .gz) and use it from now on; gives its card.

    Columns as in ``engine.input_output``; amounts in 万元. Codes begin with the division of GB/T 4754. Raises Refused for
    whoever may not, for a file that cannot be read, and naming sheet, row and column of what is wrong.
    """
    rights.need_trainer(actor, to="载入投入产出表")
    their, between = _sheet(sectors, "sectors"), _sheet(flows, "flows")
    found = input_output.read((their.headings, their.rows), (between.headings, between.rows))
    table = np.zeros((len(found.codes), len(found.codes)))
    for source_at, target_at, amount in found.flows:
        table[source_at, target_at] += amount
    now = timezone.now()
    card = {
        "source": source.strip() or flows.name,
        "sha256_of_file": kept.digest_of(flows),
        "sectors": len(found.codes),
        "loaded_at": now.isoformat(),
        "loaded_by": actor.person_name,
    }
    arrays = {"flows": table, "output": np.array(found.output)}
    plain = {"codes": list(found.codes), "names": list(found.names)}
    version = kept.keep(IO_MODEL, now, card=card, arrays=arrays, plain=plain)
    with recording(actor) as book:
        book.audit(
            "载入投入产出表", f"model:{IO_MODEL}", version, changes={"sectors": [None, len(found.codes)]}
        )
    return card | {"version": version}


def _sheet(path: Path, field: str) -> Sheet:
    """A file as a sheet; what the reader refuses is said of the field it came in."""
    value: Any = rulebook.rule("gaps.io-limits", on=timezone.localdate()).value
    workbook = Limits(value["unpacked_mb"], value["ratio"], value["ratio_from_mb"], value["members"])
    limits = ReadLimits(workbook, value["rows"], value["valid_utf8_characters"])
    try:
        with tempfile.TemporaryDirectory() as folder:
            plain = _plain(path, Path(folder), value["max_mb"] * 2**20)
            return read_sheet(plain, limits, is_heading=input_output.is_heading)
    except Refused as refused:
        raise Refused(*(Refusal(r.rule, r.reason, r.next_step, field) for r in refused.refusals)) from refused
    except (OSError, EOFError, zlib.error) as error:
        raise _unread(path, "打不开或已损坏", field) from error


def _plain(path: Path, folder: Path, most: int) -> Path:
    """The file itself, or what a .gz holds; nothing larger than ``most`` bytes is unpacked."""
    if path.suffix.lower() != ".gz":
        if path.stat().st_size > most:
            raise _unread(path, f"超过 {most // 2**20} MB", "file")
        return path
    with gzip.open(path) as packed:
        content = packed.read(most + 1)
    if len(content) > most:
        raise _unread(path, f"解开后超过 {most // 2**20} MB", "file")
    plain = folder / path.stem
    plain.write_bytes(content)
    return plain


def _unread(path: Path, why: str, field: str) -> Refused:
    said = f"文件 {path.name} {why}"
    return Refused(Refusal("chains.io-file", said, "请上传 Excel、CSV，或它们的 .gz 压缩文件。", field))
