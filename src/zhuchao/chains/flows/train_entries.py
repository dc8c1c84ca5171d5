"""Train the forecast of entries from the registry in force."""

from typing import Any

from django.utils import timezone

from zhuchao.chains.engine import rights
from zhuchao.chains.selectors.evidence.counted import counted
from zhuchao.chains.selectors.evidence.forecast import MODEL, columns_of, cube, evaluate_entries
from zhuchao.chains.selectors.lake import note
from zhuchao.learners import kept
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def train_entries(*, actor: Actor, until: int, windows: int = 3) -> dict[str, Any]:
    """Learn from ``windows`` windows of four years, the last of which ends in the year ``until``, put a version in force.

    Gives its card. Raises Refused for whoever may not, or when there is too little to learn from.
    """
    from zhuchao.learners.entries import WINDOW, TooLittle, fit

    rights.need_trainer(actor)
    said, found = note(), counted()
    cuts = [until - WINDOW * n for n in range(windows, 0, -1)]
    try:
        model, learnt = fit(cube(found)[0], cuts)
    except TooLittle as error:
        raise Refused(
            Refusal(
                "chains.train-data", str(error), "请先导入更多带经营范围的登记数据，或换一个年份。", "until"
            )
        ) from error
    try:
        figures = evaluate_entries([cuts[-1]])
    except TooLittle:
        figures = []
    now = timezone.now()
    card = {
        "model": MODEL,
        "trained_at": now.isoformat(),
        "cells": learnt,
        "cuts": cuts,
        "lake_version": said.version,
        "caveat": said.caveat,
        "figures": figures,
    }
    plain = {"columns": columns_of(found), "trees": model.parts(), "last_year": said.as_of.year - 1}
    version = kept.keep(MODEL, now, card=card, arrays={}, plain=plain)
    with recording(actor) as book:
        book.audit("训练进入预测模型", f"model:{MODEL}", version, changes={"cells": [None, learnt]})
    return card | {"version": version}
