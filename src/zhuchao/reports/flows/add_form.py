"""Take in a form of the superior."""

import io
from typing import BinaryIO

from zhuchao.documents.forms import outlines
from zhuchao.ledger.flows import add_evidence
from zhuchao.ledger.store import recording
from zhuchao.reports import selectors
from zhuchao.reports.engine.issues import need_writer
from zhuchao.reports.store import forms as store
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

_MOST = 20 * 1024 * 1024


def add_form(*, actor: Actor, name: str, stream: BinaryIO, file_name: str) -> str:
    """Keep an empty .xlsx form under a name; its code.

    Raises Refused when the actor may not, the name is empty or over 120 characters, or the file is too large, damaged or
    no workbook.
    """
    need_writer(actor)
    named = name.strip()
    raw = stream.read(_MOST + 1)
    faults = []
    if not named or len(named) > 120:
        faults.append(Refusal("reports.form-name", "没有填写表格名称，或超过120字", "请填写名称。", "name"))
    if len(raw) > _MOST:
        faults.append(Refusal("reports.form-size", "表格超过 20 MB", "请删去多余内容后再上传。", "file"))
    if faults:
        raise Refused(*faults)
    outlines(raw, selectors.limits()[0])
    with recording(actor) as book:
        kept = add_evidence(actor=actor, stream=io.BytesIO(raw), name=file_name)
        return store.add_form(book, name=named, file_name=file_name, sha256=kept)
