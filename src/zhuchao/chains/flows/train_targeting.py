"""Train the ranker of expansions from dated branches and their headquarters."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from zhuchao.chains.engine import rights
from zhuchao.chains.flows.train_industries import UNSTATED
from zhuchao.chains.selectors.target import learning
from zhuchao.chains.selectors.target.served import MODEL
from zhuchao.learners import kept
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

if TYPE_CHECKING:
    from zhuchao.learners.expansion import Pairs


def train_targeting(
    *,
    actor: Actor,
    source: Path | None = None,
    licence: str = "",
    check_from: date | None = None,
    progress: Callable[[int, str], None] = lambda percent, note: None,
) -> dict[str, Any]:
    """Learn from all pairs, keep a version, put it in force; gives its card.

    The pairs are those of the Parquet file ``source``, else of the registry in force. ``check_from``: learn also from
    the rows before that day alone and put into the card how well the later ones were found; without a file and a
    day the newest fifth of the branches is held back so. ``licence`` says what may be done with the data.
    Raises Refused for whoever may not, when nothing was imported yet, or when the pairs do not suffice.
    """
    from zhuchao.learners import expansion

    rights.need_trainer(actor)
    now = timezone.now()
    progress(5, "整理总部与异地分支")
    try:
        pairs = expansion.read_pairs(source) if source else learning.of_registry()
        cut = check_from if source or check_from else learning.held_back_from(pairs)
        progress(15, "用较早的经过学习，用较晚的检验")
        figures = _figures(pairs, cut) if cut else {}
        progress(60, "用全部经过学习")
        model = expansion.fit(pairs, int(pairs.opened.max()) + 1)
    except expansion.UnusablePairs as error:
        step = "请给出总部与异地分支对的 Parquet 文件。" if source else "请先导入更多年份和省份的登记数据。"
        raise Refused(Refusal("chains.train-data", str(error), step, "data")) from error
    arrays, plain = expansion.parts(model)
    card = {
        "model": MODEL,
        "trained_at": now.isoformat(),
        **_source(source),
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


def _source(source: Path | None) -> dict[str, str]:
    if source:
        return {"source": source.name, "source_sha256": kept.digest_of(source)}
    return {"source": learning.registry_named(), "source_sha256": ""}


def _figures(pairs: "Pairs", cut: date) -> dict[str, Any]:
    from zhuchao.learners import expansion

    found = expansion.evaluate_pairs(pairs, cut)
    return {"cut": cut.isoformat(), **found.as_dict(), "bands": [round(share, 4) for share in found.bands]}
