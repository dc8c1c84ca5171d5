"""Say what the cells of a form take; once, then every month."""

from collections.abc import Sequence

from django.utils import timezone

from zhuchao.documents.forms import faults
from zhuchao.figures.selectors import definitions
from zhuchao.ledger.store import recording
from zhuchao.reports import selectors
from zhuchao.reports.engine.forms import CellRule, mapping_faults
from zhuchao.reports.engine.issues import need_writer
from zhuchao.reports.store import forms as store
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused


def map_form(*, actor: Actor, code: str, cells: Sequence[CellRule]) -> int:
    """Keep a new version of the mapping of a form; its number.

    Raises Refused when the actor may not or does not see the form, a cell, sheet, part, span or definition does not
    exist, a cell comes twice or lies inside a merged one, or somebody was faster.
    """
    need_writer(actor)
    form = selectors.form_row(actor, code)
    bounds, most = selectors.limits()
    known = [d.id for d in definitions(actor, on=timezone.localdate())]
    places = [(c.sheet, c.cell) for c in cells]
    wrong = mapping_faults(cells, known, most)
    wrong += faults(selectors.form_bytes(actor, form), bounds, places)
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        return store.add_mapping(book, form, [c.as_dict() for c in cells])
