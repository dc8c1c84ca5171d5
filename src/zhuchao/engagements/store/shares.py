"""How the credit of a lead is split among offices: proposed by one head, signed by the other."""

from datetime import date

from django.db import IntegrityError, transaction

from zhuchao.engagements.models import Lead, LeadEvent, LeadShare, LeadState, ProposalState, ShareProposal
from zhuchao.engagements.store import writing
from zhuchao.ledger.store import Book
from zhuchao.terms.refusal import Refusal, Refused


def split_of(lead: Lead) -> dict[str, int]:
    """Office to per cent; wholly the owner's where nothing was agreed."""
    rows = lead.shares.order_by("-percent", "office_code").values_list("office_code", "percent")
    return dict(rows) or {lead.office_code: 100}


def propose(
    book: Book,
    lead: Lead,
    *,
    to_office: str,
    from_percent: int,
    to_percent: int,
    passes: bool,
    note: str,
    on: date,
) -> ShareProposal:
    """Ask the head of another office; ``passes`` hands the lead over with it (引荐).

    Raises Refused when another proposal on the lead waits for an answer.
    """
    asked = ShareProposal(
        lead=lead,
        from_office=lead.office_code,
        to_office=to_office,
        from_percent=from_percent,
        to_percent=to_percent,
        passes=passes,
        note=note,
        proposed_on=on,
        proposed_by=book.actor.person_code,
    )
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            Refusal(
                "leads.proposal-pending",
                "该线索已有一项共享提议在等对方签署",
                "请待对方签署或谢绝后再提。",
                "office",
            )
        ) from error
    said = {
        "proposal": asked.code,
        "to_office": to_office,
        "split": _after(lead, asked),
        "passes": passes,
        "note": note,
    }
    writing.fact(book, lead, LeadEvent.SHARE_PROPOSED, on, said)
    writing.audit(
        book, lead, "引荐线索" if passes else "提出共享线索", {"split": [split_of(lead), said["split"]]}
    )
    return asked


def accept(book: Book, asked: ShareProposal, *, on: date) -> None:
    """The other head signs: the split is agreed, and the lead passes where that was asked.

    Raises Refused when it was answered, or the lead was closed or passed on meanwhile.
    """
    lead = asked.lead
    _decide(asked, ProposalState.ACCEPTED, on)
    owner = asked.to_office if asked.passes else asked.from_office
    moved = {"active_on": on, "report_due": writing.report_due(on), "post_code": ""} if asked.passes else {}
    changed = Lead.objects.filter(code=lead.code, state=LeadState.OPEN, office_code=asked.from_office).update(
        office_code=owner, **moved
    )
    writing.exactly_one(changed, lead)
    before, split = split_of(lead), _after(lead, asked)
    _write(lead, split, on)
    lead.office_code = owner
    said = {"proposal": asked.code, "split": split, "from_office": asked.from_office, "passes": asked.passes}
    writing.fact(book, lead, LeadEvent.SHARE_AGREED, on, said)
    writing.audit(
        book, lead, "约定共享线索", {"split": [before, split], "office_code": [asked.from_office, owner]}
    )


def decline(book: Book, asked: ShareProposal, *, reason: str, on: date) -> None:
    """The other head says no; nothing changes hands.

    Raises Refused when it was answered meanwhile.
    """
    _decide(asked, ProposalState.DECLINED, on)
    said = {"proposal": asked.code, "to_office": asked.to_office, "reason": reason}
    writing.fact(book, asked.lead, LeadEvent.SHARE_DECLINED, on, said)
    writing.audit(book, asked.lead, "谢绝共享线索", {"proposal": ["pending", "declined"]})


def follow_owner(lead: Lead, *, old: str, new: str, on: date) -> dict[str, int]:
    """What share the old owner had goes to the new one; the split from then on, empty where none was agreed."""
    if old == new:
        return {}
    rows = dict(lead.shares.values_list("office_code", "percent"))
    if old in rows:
        rows[new] = rows.get(new, 0) + rows.pop(old)
        _write(lead, rows, on)
    return rows


def _after(lead: Lead, asked: ShareProposal) -> dict[str, int]:
    return split_of(lead) | {asked.from_office: asked.from_percent, asked.to_office: asked.to_percent}


def _write(lead: Lead, split: dict[str, int], on: date) -> None:
    lead.shares.all().delete()
    LeadShare.objects.bulk_create(
        LeadShare(lead=lead, office_code=office, percent=percent, agreed_on=on)
        for office, percent in split.items()
    )


def _decide(asked: ShareProposal, state: ProposalState, on: date) -> None:
    changed = ShareProposal.objects.filter(pk=asked.pk, state=ProposalState.PENDING).update(
        state=state, decided_on=on
    )
    if changed != 1:
        now = ShareProposal.objects.get(pk=asked.pk)
        raise Refused(
            Refusal(
                "leads.proposal-decided",
                f"该提议已于 {now.decided_on} 答复：{now.get_state_display()}",
                "请刷新线索页面。",
            )
        )
