"""Take in registry files and queue their import in one go, for a program that asks no questions in between."""

from collections.abc import Iterable, Mapping, Sequence

from zhuchao.companies.engine import rights
from zhuchao.companies.flows.receive_files import receive_files
from zhuchao.companies.flows.start_import import start_import
from zhuchao.companies.store import uploads
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor


def import_files(
    *, actor: Actor, files: Sequence[tuple[str, Iterable[bytes]]], mapping: Mapping[str, str] | None = None
) -> str:
    """Keep the files (name and content in chunks) and queue the job that imports them; gives the job's code.

    ``mapping`` is column of ours → heading of the files. Raises Refused when the actor may not import, a file
    cannot be taken in, or one lacks a column that is needed; nothing is kept or queued then.
    """
    rights.need_importer(actor)
    with recording(actor):
        upload = receive_files(actor=actor, files=files)
        try:
            return start_import(actor=actor, upload=upload, mapping=mapping)
        except BaseException:
            uploads.drop(upload)
            raise
