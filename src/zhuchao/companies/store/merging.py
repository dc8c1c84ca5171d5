"""How two rows of the master become one: rows that name the company move by plan, facts stay where they are."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models

from zhuchao import rulebook
from zhuchao.companies.engine.master import Event
from zhuchao.companies.engine.merging import Holding, PlanLine, Verdict, counts, kept_plan, pair_of
from zhuchao.companies.models import Company, CompanyFact, CompanyMerge, Contact, FormerName, TwinVerdict
from zhuchao.ledger.store import Book
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def by_code(model: type[models.Model], words: str, field: str = "uscc", **more: Any) -> Holding:
    """A holding of rows that name the company by its credit code in ``field``."""
    rows: Any = model._default_manager

    def held(uscc: str) -> list[int]:
        return list(rows.filter(**{field: uscc}).order_by("pk").values_list("pk", flat=True))

    def move(keys: Sequence[int], before: str, after: str) -> int:
        return int(rows.filter(pk__in=keys, **{field: before}).update(**{field: after}))

    return Holding(f"{model._meta.label}.{field}", words, held, None if more.get("stays") else move, **more)


def own_holdings(actor: Actor) -> list[Holding]:
    """What the master itself keeps of a company. Its history and earlier merges name codes as they were."""
    kept = "经过按当时的代码保留"
    return [
        by_key(Contact, "联系人"),
        by_key(FormerName, "曾用名"),
        by_code(CompanyMerge, "以往合并", "gone", stays=kept),
        by_code(CompanyMerge, "以往合并", "kept", stays=kept),
        by_code(TwinVerdict, "重复判断", "left", stays=kept),
        by_code(TwinVerdict, "重复判断", "right", stays=kept),
        by_code(Company, "并入过来的企业", "merged_into"),
    ]


def by_key(model: type[models.Model], words: str, **more: Any) -> Holding:
    """A holding of rows that name the company by a foreign key ``company``."""
    rows: Any = model._default_manager

    def held(uscc: str) -> list[int]:
        return list(rows.filter(company__uscc=uscc).order_by("pk").values_list("pk", flat=True))

    def move(keys: Sequence[int], before: str, after: str) -> int:
        target = Company.objects.get(uscc=after)
        return int(rows.filter(pk__in=keys, company__uscc=before).update(company=target))

    return Holding(f"{model._meta.label}.company", words, held, move, **more)


def merge(
    book: Book,
    gone: Company,
    kept: Company,
    lines: Sequence[PlanLine],
    holdings: Mapping[str, Holding],
    *,
    reason: str,
    office: str,
    on: date,
) -> CompanyMerge:
    """Carry out the plan. Raises Refused when one of the two or a row of the plan was changed meanwhile: then
    nothing is."""
    # Both rows are claimed, always in one order: else each of two people could merge the one into the other.
    for row in sorted((gone, kept), key=lambda company: company.pk):
        into = kept.uscc if row.pk == gone.pk else ""
        changed = Company.objects.filter(pk=row.pk, version=row.version, merged_into="").update(
            merged_into=into, version=row.version + 1, changed_at=book.now
        )
        if changed != 1:
            raise _meanwhile()
    plan = kept_plan(lines)
    _moved(plan, holdings, gone.uscc, kept.uscc)
    merged = CompanyMerge.objects.create(
        gone=gone.uscc,
        kept=kept.uscc,
        plan=plan,
        reason=reason,
        office_code=office,
        merged_by=book.actor.person_name,
        merged_at=book.now,
    )
    _told(book, merged, gone, Event.MERGED, "合并企业", reason, office, on)
    return merged


def undo(
    book: Book,
    row: CompanyMerge,
    gone: Company,
    holdings: Mapping[str, Holding],
    *,
    reason: str,
    office: str,
    on: date,
) -> None:
    """Take the merge back: every row that moved goes home. Raises Refused when somebody was faster."""
    if CompanyMerge.objects.filter(pk=row.pk, undone_at=None).update(undone_at=book.now) != 1:
        raise _meanwhile()
    changed = Company.objects.filter(pk=gone.pk, merged_into=row.kept).update(
        merged_into="", version=gone.version + 1, changed_at=book.now
    )
    if changed != 1:
        raise _meanwhile()
    _moved(row.plan, holdings, row.kept, row.gone)
    _told(book, row, gone, Event.PARTED, "撤销合并企业", reason, office, on)


def judge(book: Book, one: str, other: str, verdict: Verdict, *, office: str) -> None:
    """The newest word on a pair."""
    left, right = pair_of(one, other)
    TwinVerdict.objects.update_or_create(
        left=left,
        right=right,
        defaults={
            "verdict": verdict.value,
            "office_code": office,
            "judged_by": book.actor.person_name,
            "judged_at": book.now,
        },
    )
    book.audit(
        "判断是否重复企业",
        f"company:{left}",
        f"{left} / {right}",
        changes={"verdict": ["", verdict.words]},
        office=office,
    )


def _moved(
    plan: Mapping[str, Sequence[int]], holdings: Mapping[str, Holding], before: str, after: str
) -> None:
    for field, keys in plan.items():
        if not keys:
            continue
        holding = holdings.get(field)
        if holding is None or holding.move is None or holding.move(keys, before, after) != len(keys):
            raise _meanwhile()


def _told(
    book: Book, row: CompanyMerge, gone: Company, what: Event, verb: str, reason: str, office: str, on: date
) -> None:
    value = {
        "gone": row.gone,
        "kept": row.kept,
        "merge": row.code,
        "reason": reason,
        "moved": counts(row.plan),
    }
    for subject in (row.gone, row.kept):
        book.fact(
            CompanyFact(subject=subject, what=what.value, happened_on=on, office_code=office, value=value)
        )
    book.audit(
        verb,
        f"company:{row.gone}",
        gone.name,
        changes={
            "merged_into": ["", row.kept] if what is Event.MERGED else [row.kept, ""],
            "reason": ["", reason],
        },
        office=office,
        rule_version=rulebook.version(),
    )


def _meanwhile() -> Refused:
    return Refused(
        Refusal(
            "companies.merge-meanwhile",
            "您打开页面之后，有关企业或其记录已被他人修改，合并或撤销没有进行",
            "请刷新页面，按最新的合并计划核对后再办。",
        )
    )
