"""Take in registry files that came by a page and read their headings."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from zhuchao.companies.engine import rights
from zhuchao.companies.store import uploads
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor


def receive_files(*, actor: Actor, files: Sequence[tuple[str, Iterable[bytes]]]) -> str:
    """Keep the files (name and content in chunks) until they are imported; gives the code of the upload.

    Raises Refused when the actor may not import, there are too many files or bytes, or one cannot be read
    (an unknown kind, a damaged or exploding workbook, broken characters); nothing is kept then.
    """
    rights.need_importer(actor)
    code = uploads.take_in(files, person=actor.person_code, on=timezone.localdate())
    names = "、".join(name for name, _ in files)
    with recording(actor) as book:
        book.audit("上传登记数据文件", f"upload:{code}", names[:200], changes={"files": [None, len(files)]})
    return code
