"""What belongs to a meeting: its lead, its papers, the contacts of the company that took part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, BinaryIO

from django.db.models import QuerySet

from zhuchao import rulebook
from zhuchao.companies import selectors as companies
from zhuchao.companies.selectors.contacts import ContactView as CompanyContact
from zhuchao.engagements.engine.meetings import About
from zhuchao.engagements.models import Engagement, EngagementFact
from zhuchao.engagements.selectors.dated import undated
from zhuchao.engagements.selectors.leads import leads_visible_to
from zhuchao.engagements.selectors.meetings import engagement_row, meeting_words
from zhuchao.ledger.selectors import EvidenceNote, evidence_notes, known_facts, open_evidence
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper of a meeting: its file with the size in bytes, who brought it and when."""

    code: str
    title: str
    file_name: str
    size: int
    brought_on: date
    actor_name: str


@dataclass(frozen=True, slots=True)
class ContactsThere:
    """Contacts that took part, masked as everywhere; ``unseen`` more are kept by offices the actor does not see, or
    were dropped since."""

    rows: Sequence[CompanyContact]
    unseen: int


def about_lead(actor: Actor, about: About) -> tuple[About, list[Refusal]]:
    """The meeting with the company of its lead, where none is said; and what is wrong with the lead.

    A lead that does not exist and one the actor may not see are answered alike.
    """
    if not about.lead_code:
        return about, []
    lead = leads_visible_to(actor).filter(code=about.lead_code).first()
    if lead is None:
        told = f"没有您可查看的线索“{about.lead_code[:40]}”"
        then = "请从线索页面登记走访，或不填线索编号。"
        return about, [Refusal("engagements.lead", told, then, "lead_code")]
    if about.uscc.strip() not in ("", lead.uscc):
        told = f"线索是关于“{lead.company_name}”的，与填写的企业代码不同"
        return about, [Refusal("engagements.lead-company", told, "请核对企业代码或线索。", "uscc")]
    name = about.company_name.strip() or lead.company_name
    return replace(about, uscc=lead.uscc, company_name=name), []


def decides(kind: str, *, on: date) -> bool:
    """True for kinds of meetings that decide and vote (rulebook engagements.deciding); none before its first version."""
    if undated(["engagements.deciding"], on=on, field="kind"):
        return False
    value = rulebook.rule("engagements.deciding", on=on).value
    return isinstance(value, list) and kind in value


def deciding_faults(row: Engagement) -> list[Refusal]:
    """Only some kinds of meetings decide; asked of one that was held."""
    if row.held_on is None or decides(row.kind, on=row.held_on):
        return []
    words = meeting_words("kinds")
    told = f"{words.get(row.kind, row.kind)}不作出决定"
    return [Refusal("engagements.deciding", told, "需要决定的，请召开研判会并登记。", "code")]


def contact_faults(actor: Actor, row: Engagement, codes: Sequence[str]) -> list[Refusal]:
    """Contacts are of the meeting's company and seen by the actor; any other is answered as one that is not there."""
    if not row.uscc:
        told = "该活动没有登记企业代码，不能关联联系人"
        return [Refusal("engagements.contacts-company", told, "请登记走访时填写企业代码。", "contacts")]
    known = {each.code for each in companies.contacts(actor, row.uscc)}
    if strange := [code[:40] for code in codes if code not in known]:
        told = f"“{'、'.join(strange)}”不是您可查看的该企业联系人"
        return [
            Refusal("engagements.contacts", told, "请从企业页面的联系人中选择，或先登记联系人。", "contacts")
        ]
    if row.held_on is not None and len(set(codes)) > row.theirs:
        told = f"联系人 {len(set(codes))} 位，多于对方人数 {row.theirs} 人"
        return [Refusal("engagements.contacts-number", told, "请核对参加的联系人。", "contacts")]
    return []


def unseen_contacts(actor: Actor, row: Engagement) -> list[str]:
    """The codes named before that the actor does not see: another list leaves them in."""
    known = {each.code for each in companies.contacts(actor, row.uscc)}
    return [code for code in _contact_codes(row) if code not in known]


def contacts_there(actor: Actor, code: str) -> ContactsThere:
    """The contacts of the company that took part in a meeting the actor sees.

    Raises Refused when the actor may not see the meeting.
    """
    row = engagement_row(actor, code)
    named = _contact_codes(row)
    rows = [each for each in companies.contacts(actor, row.uscc) if each.code in named] if named else []
    return ContactsThere(rows, len(named) - len(rows))


def _contact_codes(row: Engagement) -> list[str]:
    newest = _standing(row, "contacts").order_by("-id").first()
    return list(newest.value.get("contacts", ())) if newest else []


def meeting_papers(actor: Actor, code: str) -> list[PaperView]:
    """The papers of a meeting the actor sees, the oldest first; voided ones are left out.

    Raises Refused when the actor may not see the meeting.
    """
    facts = list(_standing(engagement_row(actor, code), "paper").order_by("id"))
    notes = {n.sha256: n for n in evidence_notes(SYSTEM, [fact.evidence[0] for fact in facts])}
    return [
        PaperView(
            fact.code,
            str(fact.value.get("text", "")),
            notes[fact.evidence[0]].name,
            notes[fact.evidence[0]].size,
            fact.happened_on,
            fact.actor_name,
        )
        for fact in facts
    ]


def open_paper(actor: Actor, code: str, paper: str) -> tuple[BinaryIO, EvidenceNote]:
    """The bytes of a paper, for whoever may see its meeting, and what is known of the file.

    Raises Refused when the actor may not see the meeting, it has no such paper, or the file is gone from the home.
    """
    found = _standing(engagement_row(actor, code), "paper").filter(code=paper).first()
    if found is None:
        raise Refused(
            Refusal("engagements.unknown", "该会议没有这份材料，或已作废", "请从会议页面的材料列表中下载。"),
            forbidden=True,
        )
    return open_evidence(SYSTEM, found.evidence[0])


def _standing(row: Engagement, what: str) -> "QuerySet[EngagementFact, Any]":
    return known_facts(SYSTEM, EngagementFact).filter(subject=row.code, what=what)
