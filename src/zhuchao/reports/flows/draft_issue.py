"""Draft an issue: fill a template for a period, on what is known at this moment."""

from dataclasses import replace

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.reports import selectors
from zhuchao.reports.engine.issues import checksum, need_writer
from zhuchao.reports.models import Issue
from zhuchao.reports.store import issues as store
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def draft_issue(*, actor: Actor, ask: selectors.Ask) -> str:
    """Keep a filled report as a draft; its code. ``ask.known_at`` is this moment when not said and stays fixed, so that
    the issue recomputes exactly. A draft may still be incoherent; it says so and goes no further.

    Raises Refused when the actor may not draft, the template is unknown, or the period, moment, threshold, window, family
    of definitions or office is impossible.
    """
    need_writer(actor)
    now = timezone.now()
    filled = selectors.fill(actor, replace(ask, known_at=ask.known_at or now))
    known_at = filled.known_at
    assert known_at is not None
    if known_at > now:
        reason = "“按当时已录入”的时间晚于现在"
        raise Refused(Refusal("reports.known-at", reason, "请填写现在或以前的时间，或留空。", "known_at"))
    body = filled.body()
    issue = Issue(
        template=filled.template.id,
        template_name=filled.template.name,
        title=filled.template.heading,
        period_from=filled.question.period_from,
        as_of=filled.question.as_of,
        known_at=known_at,
        office_code=actor.home_office,
        scope=filled.office,
        profile=filled.profile,
        body=body,
        open_blanks=sum(f.value is None for f in filled.figures.values()),
        checksum=checksum(body),
    )
    with recording(actor) as book:
        return store.open_issue(book, issue)
