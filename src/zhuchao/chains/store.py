"""Keeping target lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max

from zhuchao.chains.engine.content import content_of
from zhuchao.chains.engine.differences import differences
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.models import ChainDraft, ChainVersion, PlacementCorrection, TargetList, TargetRow
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
        "更正归链" if kind == "link" else "更正行业判断",
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


def keep_draft(book: Book, chain: Chain, base: str) -> None:
    """Begin the draft of a chain. Raises Refused when there is one."""
    start = {"name": chain.name, "base": base, "content": content_of(chain)}
    by = {"started_by": book.actor.person_name, "changed_by": book.actor.person_name}
    made = start | by | {"started_at": book.now, "changed_at": book.now}
    kept, fresh = ChainDraft.objects.get_or_create(chain=chain.code, defaults=made)
    if not fresh:
        said = f"产业链“{kept.name}”已有草稿，由{kept.started_by}起草"
        raise Refused(Refusal("chains.draft-there", said, "请接着修改，或先放弃该草稿。", "chain"))
    book.audit("起草产业链版本", f"chain:{chain.code}", chain.name, changes={"base": ["", base]})


def change_draft(book: Book, before: Chain, after: Chain, revision: int, what: str) -> None:
    """Keep a change of a draft. Raises Refused when another changed it since ``revision``."""
    said: dict[str, Any] = {"name": after.name, "content": content_of(after), "revision": revision + 1}
    by = {"changed_by": book.actor.person_name, "changed_at": book.now}
    if ChainDraft.objects.filter(chain=after.code, revision=revision).update(**said, **by) != 1:
        raise _overtaken(after)
    changed = {d.link or "chain": ["", "；".join(d.lines)] for d in differences(before, after)}
    book.audit(what, f"chain:{after.code}", after.name, changes=changed)


def drop_draft(book: Book, chain: Chain, revision: int, what: str) -> None:
    """Take the draft away. Raises Refused as ``change_draft``."""
    if ChainDraft.objects.filter(chain=chain.code, revision=revision).delete()[0] != 1:
        raise _overtaken(chain)
    book.audit(what, f"chain:{chain.code}", chain.name)


def publish_version(book: Book, chain: Chain, revision: int, base: str, on: date, reason: str) -> int:
    """Keep the draft as the next version and take it away; gives the number. Raises Refused as ``change_draft``."""
    drop_draft(book, chain, revision, f"公布产业链版本，{on} 起生效")
    last = ChainVersion.objects.filter(chain=chain.code).aggregate(n=Max("number"))["n"]
    made = ChainVersion(chain=chain.code, name=chain.name, number=(last or 0) + 1, effective_on=on, base=base)
    made.reason, made.content = reason, content_of(chain)
    book.append(made)
    return made.number


def _overtaken(chain: Chain) -> Refused:
    said = f"产业链“{chain.name}”的草稿刚刚被改过或已公布"
    return Refused(Refusal("chains.draft-overtaken", said, "请重新打开后再办。", "chain"))
