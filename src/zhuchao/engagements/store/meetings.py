"""Writing meetings and events: one conditional update of the state and one fact a change."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from zhuchao import rulebook
from zhuchao.accounts.models import Office
from zhuchao.engagements.engine.meetings import VOTES, About, Account, cancelled
from zhuchao.engagements.models import (
    Engagement,
    EngagementFact,
    Event,
    EventFact,
    FollowUp,
    MeetingState,
)
from zhuchao.engagements.store.progress import touch_lead
from zhuchao.ledger.selectors import known_facts
from zhuchao.ledger.store import Book
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refusal, Refused


def engagement_fact(row: Engagement, what: str, on: date, **value: object) -> EngagementFact:
    """A fact of a meeting, with what figures count."""
    counted = {"kind": row.kind, "ours": row.ours, "theirs": row.theirs, "units": row.units}
    return EngagementFact(
        subject=row.code, what=what, happened_on=on, office_code=row.office_code, value=counted | value
    )


def event_fact(row: Event, what: str, on: date, **value: object) -> EventFact:
    """A fact of an event."""
    return EventFact(
        subject=row.code,
        what=what,
        happened_on=on,
        office_code=row.office_code,
        value={"kind": row.kind} | value,
    )


def add(book: Book, row: Engagement, what: str, on: date) -> None:
    """A new meeting, planned or held."""
    row.save(force_insert=True)
    book.fact(engagement_fact(row, what, on))
    _sign_of_life(row)
    audit(book, row, "登记走访活动", {"state": ["", row.state]})


def add_held(book: Book, about: About, told: Account, *, office: str, post: str) -> str:
    """A meeting that was not planned and took place; gives its code."""
    row = Engagement(
        kind=about.kind,
        title=about.title.strip(),
        uscc=about.uscc.strip(),
        company_name=about.company_name.strip(),
        lead_code=about.lead_code,
        office_code=office,
        post_code=post,
        place=about.place.strip(),
        agenda=[item.strip() for item in about.agenda if item.strip()],
        **_columns(told),
    )
    add(book, row, "held", told.held_on)
    return row.code


def hold(book: Book, row: Engagement, told: Account) -> None:
    """A planned meeting took place.

    Raises Refused when it was held or cancelled meanwhile.
    """
    columns = _columns(told)
    for name, value in columns.items():
        setattr(row, name, value)
    fact = engagement_fact(row, "held", told.held_on)
    change(book, row, "登记举行", fact, was=MeetingState.PLANNED, **columns)


def _office_codes(units: Sequence[str]) -> str:
    """The codes of the units that are offices of the district, each between blanks."""
    found = Office.objects.filter(name__in=units).order_by("pk").values_list("code", flat=True)
    return f" {' '.join(found)} " if found else ""


def _columns(told: Account) -> dict[str, Any]:
    units = [unit.strip() for unit in told.units if unit.strip()]
    return {
        "held_on": told.held_on,
        "state": MeetingState.HELD,
        "ours": told.ours,
        "theirs": told.theirs,
        "units": units,
        "unit_codes": _office_codes(units),
        "summary": told.summary.strip(),
        "problems": told.problems.strip(),
        "interest": told.interest,
        "interest_note": told.interest_note.strip(),
    }


def _sign_of_life(row: Any) -> None:
    """A meeting that was held is a contact of the lead it belongs to: what is entered once restarts its report."""
    if isinstance(row, Engagement) and row.state == MeetingState.HELD and row.lead_code and row.held_on:
        touch_lead(row.lead_code, office=row.office_code, on=row.held_on)


def change(book: Book, row: Any, verb: str, fact: Any, *, was: str, **columns: object) -> None:
    """A meeting or event leaves the state it was seen in; Refused when somebody else was quicker."""
    changed = type(row).objects.filter(pk=row.pk, state=was).update(**columns)
    if changed != 1:
        now = type(row).objects.get(pk=row.pk)
        raise Refused(
            Refusal(
                "engagements.changed-meanwhile",
                f"“{row.title}”已有变化：现为{now.get_state_display()}",
                "请刷新后按现状办理。",
            )
        )
    for name, value in columns.items():
        setattr(row, name, value)
    book.fact(fact)
    _sign_of_life(row)
    audit(book, row, verb, {"state": [was, row.state]})


def add_event(book: Book, row: Event, on: date) -> None:
    """A planned event."""
    row.save(force_insert=True)
    book.fact(event_fact(row, "planned", on))
    audit(book, row, "登记招商活动", {"state": ["", row.state]})


def _refuse_cancelled(row: Engagement) -> None:
    """The row is held until the transaction ends: nobody cancels in between."""
    now = Engagement.objects.select_for_update().get(pk=row.pk)
    if wrong := cancelled(now.title, now.state):
        raise Refused(*wrong)


def decide(book: Book, row: Engagement, *, decision: str, votes: Mapping[str, int], on: date) -> None:
    """What the meeting decided and how it voted, once.

    Raises Refused when a decision stands already.
    """
    counted = {name: int(votes.get(name, 0)) for name in VOTES}
    changed = Engagement.objects.filter(pk=row.pk, decision="").update(decision=decision, votes=counted)
    if changed != 1:
        raise Refused(
            Refusal("engagements.decided", "该会议的决定已登记", "如有变更，请再次召开并登记。", "decision")
        )
    book.fact(engagement_fact(row, "decided", on, decision=decision, votes=counted))
    audit(book, row, "登记会议决定", {"decision": ["", decision]})


def set_agenda(book: Book, row: Engagement, agenda: Sequence[str]) -> None:
    """Another agenda, while nothing is decided.

    Raises Refused when the meeting was cancelled, or decided, meanwhile.
    """
    _refuse_cancelled(row)
    if Engagement.objects.filter(pk=row.pk, decision="").update(agenda=list(agenda)) != 1:
        raise Refused(
            Refusal("engagements.decided", "该会议的决定已登记，议题不再修改", "如有新的议题，请再次召开。")
        )
    audit(book, row, "修改会议议题", {"agenda": [list(row.agenda), list(agenda)]})


def attach_paper(book: Book, row: Engagement, *, sha256: str, title: str, on: date) -> str:
    """A paper of the meeting, its file kept before; gives the fact's code.

    Raises Refused when the meeting was cancelled, or the file is attached already.
    """
    _refuse_cancelled(row)
    here = known_facts(SYSTEM, EngagementFact).filter(subject=row.code, what="paper")
    if any(sha256 in fact.evidence for fact in here):
        raise Refused(
            Refusal("engagements.paper-known", "这份文件已附在该会议上", "请在会议材料中查看。", "file")
        )
    fact = engagement_fact(row, "paper", on, text=title)
    fact.evidence = [sha256]
    audit(book, row, "附会议材料", {"paper": [None, title]})
    return book.fact(fact)


def name_contacts(book: Book, row: Engagement, codes: Sequence[str], *, on: date) -> None:
    """Which contacts of the company took part; the codes alone, never a name.

    Raises Refused when the meeting was cancelled meanwhile.
    """
    _refuse_cancelled(row)
    book.fact(engagement_fact(row, "contacts", on, contacts=list(codes)))
    audit(book, row, "登记参加的联系人", {"contacts": [None, len(codes)]})


def set_follow_up(book: Book, row: Engagement, follow_up: FollowUp) -> None:
    """Something to be done after the meeting.

    Raises Refused when it was cancelled meanwhile.
    """
    _refuse_cancelled(row)
    follow_up.save(force_insert=True)
    book.fact(
        engagement_fact(
            row,
            "follow-up",
            follow_up.set_on,
            follow_up=follow_up.code,
            text=follow_up.text,
            office=follow_up.office_code,
            due=follow_up.due_on.isoformat(),
        )
    )
    audit(book, row, "交办会后事项", {"office_code": [None, follow_up.office_code]})


def close_follow_up(book: Book, follow_up: FollowUp, *, on: date, result: str) -> None:
    """It was done; Refused when somebody else said so already."""
    changed = FollowUp.objects.filter(pk=follow_up.pk, done_on__isnull=True).update(done_on=on, result=result)
    if changed != 1:
        raise Refused(Refusal("engagements.followed", "该事项已办结", "如有补充，请在走访活动中登记。"))
    row = follow_up.engagement
    book.fact(engagement_fact(row, "followed", on, follow_up=follow_up.code, text=result))
    audit(book, row, "办结会后事项", {"done_on": [None, on.isoformat()]})


def move_follow_up(book: Book, follow_up: FollowUp, *, office: str, post: str) -> None:
    """Another office is to do it."""
    was = follow_up.office_code
    FollowUp.objects.filter(pk=follow_up.pk).update(office_code=office, post_code=post)
    audit(book, follow_up.engagement, "移交会后事项", {"office_code": [was, office]})


def audit(
    book: Book, row: Engagement | Event, verb: str, changes: Mapping[str, list[object]] | None = None
) -> None:
    """Who did what to the meeting or event."""
    noun = "event" if isinstance(row, Event) else "engagement"
    book.audit(
        verb,
        f"{noun}:{row.code}",
        row.title,
        changes=changes or {},
        office=row.office_code,
        rule_version=rulebook.version(),
    )


def not_held_after_all(fact: EngagementFact | EventFact) -> None:
    """The fact that it was held is voided: it stands as planned again."""
    model = Event if isinstance(fact, EventFact) else Engagement
    model._default_manager.filter(code=fact.subject, state=MeetingState.HELD).update(
        state=MeetingState.PLANNED, held_on=None
    )
