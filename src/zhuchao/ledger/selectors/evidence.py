"""Evidence files, for whoever sees the office that brought them or a fact that rests on them."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.models import QuerySet

from zhuchao.ledger.engine.evidence import place
from zhuchao.ledger.models import Evidence, FactState, fact_model
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


@dataclass(frozen=True, slots=True)
class EvidenceNote:
    """What is known of a file: ``size`` in bytes, who brought it and when."""

    sha256: str
    name: str
    content_type: str
    size: int
    recorded_at: datetime
    actor_name: str


def evidence_notes(
    actor: Actor, hashes: Sequence[str], *, kind: str = "", fact_code: str = ""
) -> list[EvidenceNote]:
    """The files of these hashes that the actor may open by the office that brought them, or because the named
    fact or a judgement of it rests on them; the oldest first."""
    notes: dict[str, EvidenceNote] = {}
    lent = [h for h in hashes if kind and _rests_on(actor, kind, fact_code, h)]
    found = _seen(actor).filter(sha256__in=hashes) | Evidence.objects.filter(sha256__in=lent)
    for row in found.order_by("id"):
        notes.setdefault(row.sha256, _note(row))
    return list(notes.values())


def open_evidence(
    actor: Actor, sha256: str, *, kind: str = "", fact_code: str = ""
) -> tuple[BinaryIO, EvidenceNote]:
    """The bytes of a file and what is known of it; ``kind`` and ``fact_code`` name a fact that rests on it,
    by itself or by a judgement.

    Raises Refused when the actor sees neither an office that brought it nor such a fact, or the file is
    gone from the home.
    """
    row = _seen(actor).filter(sha256=sha256).order_by("id").first()
    if row is None and kind and _rests_on(actor, kind, fact_code, sha256):
        row = Evidence.objects.filter(sha256=sha256).order_by("id").first()
    if row is None:
        raise forbidden("ledger.evidence-right", "没有这份佐证文件，或您无权查看")
    path = Path(settings.ZHUCHAO_HOME) / place(row.sha256)
    if not path.exists():
        raise Refused(
            Refusal("ledger.evidence-gone", f"佐证文件“{row.name}”不在库中", "请联系系统管理员从备份恢复。")
        )
    return path.open("rb"), _note(row)


def verify_files(actor: Actor) -> list[str]:
    """The hashes of kept files that are missing or no longer have their hash; reads every file."""
    home = Path(settings.ZHUCHAO_HOME)
    broken = []
    for sha256 in Evidence.objects.order_by("sha256").values_list("sha256", flat=True).distinct().iterator():
        path = home / place(sha256)
        if not path.exists():
            broken.append(sha256)
            continue
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                broken.append(sha256)
    return broken


def _seen(actor: Actor) -> QuerySet[Evidence]:
    if not actor.is_staff:
        return Evidence.objects.none()
    if actor.sees_district:
        return Evidence.objects.all()
    own = Evidence.objects.filter(actor_code=actor.person_code)
    return own | Evidence.objects.filter(office_code__in=actor.office_codes)


def _rests_on(actor: Actor, kind: str, code: str, sha256: str) -> bool:
    model = fact_model(kind)
    fact = model._default_manager.filter(code=code).first() if model else None
    if fact is None or not actor.sees_office(fact.office_code):
        return False
    judged = FactState.objects.filter(kind=kind, fact_code=code).values_list("evidence", flat=True)
    return any(sha256 in files for files in (fact.evidence, *judged))


def _note(row: Evidence) -> EvidenceNote:
    return EvidenceNote(row.sha256, row.name, row.content_type, row.size, row.recorded_at, row.actor_name)


def kept_files(hashes: Collection[str]) -> set[str]:
    """Which of these files are kept; a yes or no, never whose they are."""
    return set(Evidence.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
