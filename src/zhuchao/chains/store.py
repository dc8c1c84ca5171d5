"""Keeping target lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhuchao.chains.models import PlacementCorrection, TargetList, TargetRow
from zhuchao.companies.engine.merging import Holding
from zhuchao.companies.store.merging import by_code
from zhuchao.ledger.store import Book
from zhuchao.terms.actor import Actor
from zhuchao.terms.reason import Reason
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Ranked:
    """A company as it goes onto a list; capital in 万元."""

    uscc: str
    name: str
    region: str
    county_code: str
    capital_wan: Decimal | None
    reg_date: date | None
    confidence: str
    score: Decimal
    reasons: tuple[Reason, ...]


def save_list(book: Book, kept: TargetList, rows: Iterable[Ranked]) -> None:
    """Keep a ranking with its rows in their order."""
    kept.saved_by = book.actor.person_name
    kept.saved_at = book.now
    kept.save(force_insert=True)
    made = [
        TargetRow(
            target_list=kept,
            rank=rank,
            uscc=row.uscc,
            name=row.name,
            region=row.region[:60],
            county_code=row.county_code,
            capital_wan=row.capital_wan,
            reg_date=row.reg_date,
            confidence=row.confidence,
            score=row.score,
            reasons=[{"code": r.code, "text": r.text, "points": str(r.points)} for r in row.reasons],
        )
        for rank, row in enumerate(rows, start=1)
    ]
    TargetRow.objects.bulk_create(made)
    book.audit(
        "保存目标名单",
        f"target-list:{kept.code}",
        str(kept),
        changes={"rows": [0, len(made)], "as_of": ["", kept.as_of.isoformat()]},
        office=kept.office_code,
        rule_version=kept.rule_version,
    )


def mark_claimed(book: Book, row: TargetRow, *, lead_code: str, office: str) -> None:
    """Join a row to the lead opened from it.

    Raises Refused when somebody claimed it meanwhile.
    """
    changed = TargetRow.objects.filter(pk=row.pk, lead_code=row.lead_code).update(lead_code=lead_code)
    if changed != 1:
        raise Refused(
            Refusal(
                "chains.claimed-meanwhile",
                f"“{row.name}”刚刚已被转为线索",
                "请刷新名单，查看由哪个单位跟进。",
                "uscc",
            )
        )
    book.audit(
        "目标企业转为线索",
        f"target-list:{row.target_list.code}",
        row.name,
        changes={"lead_code": [row.lead_code, lead_code]},
        office=office,
    )


def keep_correction(
    book: Book,
    uscc: str,
    name: str,
    scope: str,
    kind: str,
    subject: str,
    said: str,
    chosen: str,
    reason: str,
) -> str:
    """Keep what an officer said of a company; gives its code. Earlier rows stay as they are."""
    kept = PlacementCorrection.objects.create(
        uscc=uscc,
        name=name,
        scope=scope,
        kind=kind,
        subject=subject,
        said=said,
        chosen=chosen,
        reason=reason,
        office_code=book.actor.home_office,
        corrected_by=book.actor.person_name,
        corrected_at=book.now,
    )
    book.audit(
        "更正行业判断" if kind == "industry" else "更正归链",
        f"company:{uscc}",
        name,
        changes={subject or kind: [said, chosen], "reason": ["", reason]},
    )
    return kept.code


def of_company(actor: Actor) -> list[Holding]:
    """What chains hold of a company, for a merge of two rows of the master: all of it stays as it was kept."""
    return [
        by_code(TargetRow, "目标名单中的企业", stays="名单按保存时的样子保留"),
        by_code(PlacementCorrection, "环节更正", stays="更正按当时的企业保留"),
    ]
