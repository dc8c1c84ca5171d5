"""Fill a form of the superior for a period."""

from datetime import date

from django.utils import timezone

from zhuchao.documents.forms import fill_workbook
from zhuchao.ledger.store import recording
from zhuchao.reports import selectors
from zhuchao.reports.engine.issues import need_staff
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def fill_form(*, actor: Actor, code: str, period_from: date, as_of: date, office: str = "") -> bytes:
    """The form as an .xlsx with its cells filled for what the actor may see, formatting kept; that it left the system is
    written down.

    Raises Refused when the actor does not see the form, it has no mapping, the period is impossible, or the actor may not
    see the office.
    """
    need_staff(actor)
    form = selectors.form_row(actor, code)
    rules = selectors.newest_mapping(form)
    faults = []
    if not rules:
        reason = f"“{form.name}”还没有设定单元格对应关系"
        faults.append(Refusal("reports.form-unmapped", reason, "请先设定对应关系，再生成。"))
    if period_from > as_of or as_of > timezone.localdate():
        reason = f"期间 {period_from} 至 {as_of} 应先起后止，且不晚于今天"
        faults.append(Refusal("reports.period", reason, "请改填期间。", "as_of"))
    if faults:
        raise Refused(*faults)
    scope = office or ("" if actor.sees_district else actor.home_office)
    values = selectors.cell_values(actor, rules, period_from=period_from, as_of=as_of, office=scope)
    made = fill_workbook(selectors.form_bytes(actor, form), selectors.limits()[0], values)
    with recording(actor) as book:
        changes: dict[str, list[object]] = {
            "period": [None, f"{period_from} 至 {as_of}"],
            "mapping": [None, form.mapped],
            "cells": [None, len(values)],
        }
        book.audit("生成上级表格", f"form:{form.code}", form.name, changes=changes, office=form.office_code)
    return made
