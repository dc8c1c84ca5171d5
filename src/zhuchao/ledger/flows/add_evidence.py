"""Keep a file as evidence."""

from typing import BinaryIO

from django.utils import timezone

from zhuchao.ledger.engine.evidence import HEAD_BYTES, kind_fault, suffix
from zhuchao.ledger.models import Evidence
from zhuchao.ledger.store import evidence as files
from zhuchao.ledger.store import recording
from zhuchao.rulebook import rule
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def add_evidence(*, actor: Actor, stream: BinaryIO, name: str) -> str:
    """Keep the bytes of a file under their sha-256 in the home and write down who brought it; gives the
    sha-256, by which facts name their evidence.

    The same content is kept once, and the same person bringing it again writes nothing. Size (MB) and
    kinds come from the rulebook entry ``ledger.evidence``. Raises Refused when the actor works with no
    records, the file is empty or too large, or its kind is not accepted or not what its name says.
    """
    if not actor.is_staff:
        raise forbidden("ledger.staff-only", "佐证文件由业务人员上传")
    value = rule("ledger.evidence", on=timezone.localdate()).value
    assert isinstance(value, dict)
    shown = name.replace("\\", "/").rsplit("/", 1)[-1].strip()[-200:]
    head = stream.read(HEAD_BYTES)
    if fault := kind_fault(shown, head, value["kinds"]):
        raise Refused(Refusal("ledger.file-kind", fault, "请换用所列类型的文件。", "file"))
    sha256, size = files.keep(head, stream, most_bytes=value["max_mb"] * 1024 * 1024)
    with recording(actor) as book:
        same = Evidence.objects.filter(sha256=sha256, actor_code=actor.person_code)
        if not same.filter(office_code=actor.home_office).exists():
            content_type = value["kinds"][suffix(shown)]["type"]
            book.append(
                Evidence(
                    sha256=sha256,
                    name=shown,
                    content_type=content_type,
                    size=size,
                    office_code=actor.home_office,
                )
            )
            book.audit("上传佐证", f"evidence:{sha256}", shown, changes={"size": [None, size]})
    return sha256
