"""What officers said of companies: read on their pages and at training."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from zhuchao.chains.engine.labelled import LabelledCompany
from zhuchao.chains.models import PlacementCorrection
from zhuchao.chains.selectors.knowledge import INDUSTRY, LINK, OFF, ON, check_reader
from zhuchao.terms.actor import Actor

#: Corrections of the class of GB/T 4754; what is chosen is code and name.
CLASS = "gbt"

__all__ = ["CLASS", "INDUSTRY", "LINK", "OFF", "ON", "Correction", "corrected_companies", "corrections"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. ``subject`` is chain/link where ``kind`` is link, then ``chosen`` is 归入 or 不归入."""

    code: str
    uscc: str
    name: str
    kind: str
    subject: str
    said: str
    chosen: str
    reason: str
    office: str
    corrected_by: str
    corrected_at: datetime

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return asdict(self)


def corrections(actor: Actor, uscc: str = "", *, limit: int = 500) -> list[Correction]:
    """Corrections that hold, the newest first: of one company, or of all.

    Raises Refused for whoever is not staff.
    """
    check_reader(actor)
    rows = PlacementCorrection.objects.all()
    held: dict[tuple[str, str, str], PlacementCorrection] = {}
    for row in rows.filter(uscc=uscc) if uscc else rows:
        held.setdefault((row.uscc, row.kind, row.subject), row)
    return [_view(row) for row in list(held.values())[:limit]]


def corrected_companies(kind: str = INDUSTRY) -> list[LabelledCompany]:
    """The industries (or what ``kind`` says) that officers chose, as companies to learn from; only what holds, one
    row a company."""
    held: dict[str, PlacementCorrection] = {}
    for row in PlacementCorrection.objects.filter(kind=kind):
        held.setdefault(row.uscc, row)
    return [LabelledCompany((r.uscc, r.name), r.name, r.scope, r.chosen) for r in held.values()]


def _view(row: PlacementCorrection) -> Correction:
    return Correction(
        row.code,
        row.uscc,
        row.name,
        row.kind,
        row.subject,
        row.said,
        row.chosen,
        row.reason,
        row.office_code,
        row.corrected_by,
        row.corrected_at,
    )
