"""Train the model of industries from labelled companies and from what officers corrected."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from zhuchao.chains.engine import rights
from zhuchao.chains.engine.industry import DeclaredWords
from zhuchao.chains.engine.labelled import LabelledCompany
from zhuchao.chains.selectors.industry.corrections import corrected_companies
from zhuchao.chains.selectors.industry.learning import declared, documents_of
from zhuchao.chains.selectors.industry.verdict import MODEL
from zhuchao.learners import kept
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

if TYPE_CHECKING:
    from zhuchao.learners.texts import Settings, TextModel

UNSTATED = "未写明：训练所得权重不得随产品分发"


def train_industries(
    *,
    actor: Actor,
    rows: Sequence[LabelledCompany],
    source: Path,
    licence: str = "",
    measure: Callable[[Sequence[LabelledCompany]], dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Fit, measure and put in force a new version; gives its card.

    An officer's correction takes the place of a row of the same company. ``source`` is the file the rows came
    from (its hash is kept), ``licence`` what may be done with it, ``measure`` the evaluation whose figures the
    card shall carry. Raises Refused for whoever may not, or when there is too little to learn from.
    """
    from zhuchao.learners.texts import Settings

    rights.need_trainer(actor)
    corrected = corrected_companies()
    named = {key for c in corrected for key in c.keys}
    learnt = [*(r for r in rows if not named & set(r.keys)), *corrected]
    words, settings = declared(), Settings()
    model = _fitted(learnt, words, settings)
    figures = measure(rows) if measure else {}
    now = timezone.now()
    arrays, plain = model.parts()
    card = {
        "model": MODEL,
        "trained_at": now.isoformat(),
        "source": source.name,
        "source_sha256": kept.digest_of(source),
        "licence": licence or UNSTATED,
        "rows": len(learnt),
        "judged_rows": sum(r.judged for r in learnt),
        "corrections": len(corrected),
        "folds": settings.inner_folds,
        "seed": settings.seed,
        "declared_words": words.version,
        "temperature": model.temperature,
        "threshold": model.threshold,
        "figures": figures,
    }
    version = kept.keep(MODEL, now, card=card, arrays=arrays, plain=plain | {"declared": words.fingerprint})
    with recording(actor) as book:
        book.audit("训练行业判断模型", f"model:{MODEL}", version, changes={"rows": [None, len(learnt)]})
    return card | {"version": version}


def _fitted(learnt: Sequence[LabelledCompany], words: DeclaredWords, settings: "Settings") -> "TextModel":
    from zhuchao.learners.folds import companies
    from zhuchao.learners.texts import fit

    try:
        return fit(documents_of(learnt, companies([r.keys for r in learnt]), words), settings)
    except ValueError as error:
        raise Refused(
            Refusal(
                "chains.train-data",
                f"数据不足以训练：{error}",
                "请给出有名称、经营范围和行业的企业，每个行业至少几家。",
                "data",
            )
        ) from error
