"""Train the model of GB/T 4754 classes from registry files and from what officers corrected."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from zhuchao.chains.engine import rights
from zhuchao.chains.engine.distant import Division, divided, scope_items
from zhuchao.chains.engine.labelled import LabelledCompany
from zhuchao.chains.flows.train_industries import UNSTATED
from zhuchao.chains.selectors.industry.corrections import CLASS, corrected_companies
from zhuchao.chains.selectors.industry.gbt import MODEL
from zhuchao.learners import kept
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

if TYPE_CHECKING:
    from zhuchao.learners.items import ItemModel


def train_classes(
    *, actor: Actor, sources: Sequence[Path], licence: str = "", with_figures: bool = True
) -> dict[str, Any]:
    """Fit, measure and put in force a new version; gives its card.

    ``sources`` are Parquet files with uscc, name and scope (their hashes are kept), ``licence`` says what may be done
    with them. One company in five teaches nothing: on those the figures of this very model are taken. An officer's
    correction takes the place of the row of the same company. Raises Refused for whoever may not, or when the files
    cannot be used or hold too little.
    """
    rights.need_trainer(actor)
    corrected = corrected_companies(CLASS)
    try:
        model, split, figures = _learnt(sources, corrected, with_figures)
    except (OSError, ValueError) as error:
        raise Refused(
            Refusal(
                "chains.train-data",
                f"数据不足以训练：{error}",
                "请给出含 uscc、name、scope 三列的登记数据 Parquet 文件，经营范围中须有与小类同名的条目。",
                "registry",
            )
        ) from error
    now = timezone.now()
    arrays, plain = model.parts()
    card = {
        "model": MODEL,
        "trained_at": now.isoformat(),
        "source": "、".join(path.name for path in sources),
        "source_sha256": {path.name: kept.digest_of(path) for path in sources},
        "licence": licence or UNSTATED,
        "rows": len(split.learn),
        "judged_rows": len(split.judge),
        "classes": len(model.labels),
        "corrections": len(corrected),
        "temperature": model.temperature,
        "threshold": model.threshold,
        "figures": figures,
    }
    version = kept.keep(MODEL, now, card=card, arrays=arrays, plain=plain)
    with recording(actor) as book:
        book.audit("训练行业小类模型", f"model:{MODEL}", version, changes={"rows": [None, len(split.learn)]})
    return card | {"version": version}


def _learnt(
    sources: Sequence[Path], corrected: Sequence[LabelledCompany], with_figures: bool
) -> tuple["ItemModel", Division, dict[str, Any]]:
    # The learning libraries take seconds to load; other flows do without.
    from zhuchao.chains.selectors.industry.distant import CAP, read_registry, taught
    from zhuchao.chains.selectors.industry.judging import measured
    from zhuchao.learners.item_fit import Example
    from zhuchao.learners.items import Row

    registry, known = read_registry(sources), {key for company in corrected for key in company.keys}
    split = divided((r for r in registry.rows if r.uscc not in known), CAP)
    said = [Example(Row(c.name, tuple(scope_items(c.scope))), (c.label.split(" ")[0],)) for c in corrected]
    model = taught(split.learn, said)
    figures = measured(model, split, registry.recurring) if with_figures and split.judge else {}
    return model, split, figures
