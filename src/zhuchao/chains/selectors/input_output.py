"""The input-output table in force, as its card says."""

from dataclasses import dataclass
from datetime import datetime

from zhuchao.chains.engine import rights
from zhuchao.chains.selectors.evidence.board import IO_MODEL
from zhuchao.learners import kept
from zhuchao.terms.actor import Actor


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is in force: where it is from, how many sectors, when and by whom (empty when unknown) it was loaded."""

    version: str
    source: str
    sectors: int
    loaded_at: datetime
    loaded_by: str


def loaded(actor: Actor) -> Loaded | None:
    """The table in force; None before any was loaded. Raises Refused for whoever may not load one."""
    rights.need_trainer(actor, to="载入投入产出表")
    version = kept.version_in_force(IO_MODEL)
    if not version:
        return None
    card = kept.load(IO_MODEL, version).card
    at = datetime.fromisoformat(card["loaded_at"])
    return Loaded(version, card["source"], card["sectors"], at, card.get("loaded_by", ""))
