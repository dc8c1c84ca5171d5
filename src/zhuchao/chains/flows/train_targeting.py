"""Train the ranker of expansions from dated branches and their headquarters."""

from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from zhuchao.chains.engine import rights
from zhuchao.chains.flows.train_industries import UNSTATED
from zhuchao.chains.selectors.target.learned import MODEL
from zhuchao.learners import kept
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def train_targeting(
    *, actor: Actor, source: Path, licence: str = "", check_from: date | None = None
) -> dict[str, Any]:
    """Learn from all pairs of the Parquet file ``source``, keep a version, put it in force; gives its card.

    ``check_from``: learn also from the rows before that day alone and put into the card how well the later ones were
    found. ``licence`` says what may be done with the data. Raises Refused for whoever may not, or when the file
    cannot be used.
    """
    from zhuchao.learners import expansion

    rights.need_trainer(actor)
    now = timezone.now()
    try:
        figures = _figures(source, check_from) if check_from else {}
        pairs = expansion.read_pairs(source)
        model = expansion.fit(pairs, int(pairs.opened.max()) + 1)
    except expansion.UnusablePairs as error:
        refusal = Refusal("chains.train-data", str(error), "请给出总部与异地分支对的 Parquet 文件。", "data")
        raise Refused(refusal) from error
    arrays, plain = expansion.parts(model)
    card = {
        "model": MODEL,
        "trained_at": now.isoformat(),
        "source": source.name,
        "source_sha256": kept.digest_of(source),
        "licence": licence or UNSTATED,
        "rows": len(pairs.parent),
        "companies": len(pairs.uscc),
        "cities": len(pairs.cities),
        "figures": figures,
    }
    version = kept.keep(MODEL, now, card=card, arrays=arrays, plain=plain)
    with recording(actor) as book:
        book.audit("训练扩张排序模型", f"model:{MODEL}", version, changes={"rows": [None, card["rows"]]})
    return card | {"version": version}


def _figures(source: Path, cut: date) -> dict[str, Any]:
    from zhuchao.learners import expansion

    found = expansion.evaluate(source, None, cut)
    return {
        "cut": cut.isoformat(),
        "events": found.events,
        "mrr": round(found.learned.mrr, 4),
        "hit_at_10": round(found.learned.hit_at_10, 4),
        "same_province_mrr": round(found.same_province.mrr, 4),
        "popularity_mrr": round(found.popularity.mrr, 4),
        "precision_at_50": round(found.precision, 4),
        "popularity_precision_at_50": round(found.popularity_precision, 4),
    }
