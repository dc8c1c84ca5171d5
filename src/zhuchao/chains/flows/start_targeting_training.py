"""Queue the training of the ranker of expansions from the registry in force."""

from zhuchao.accounts.flows import enqueue_job
from zhuchao.chains.engine import rights
from zhuchao.chains.selectors.lake import note
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor

JOB = "train-targeting"
TITLE = "学习历史外拓规律"


def start_targeting_training(*, actor: Actor) -> str:
    """The code of the job that learns from the branches of the registry and puts the model in force.

    Raises Refused for whoever may not train, or when nothing was imported yet.
    """
    rights.need_trainer(actor, to=TITLE)
    note()
    with recording(actor):
        return enqueue_job(actor=actor, kind=JOB, payload={}, title=TITLE)
