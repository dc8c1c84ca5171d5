"""Find out what a draft would move: a small registry is read at once, a large one by a job."""

from zhuchao.accounts.flows import enqueue_job
from zhuchao.chains.engine import rights
from zhuchao.chains.selectors import dry_run, versions
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor

JOB = "chains-dry-run"


def start_dry_run(*, actor: Actor, chain: str) -> str:
    """The code of the job, empty when the answer is there already. Nothing an office owns is changed.

    How many rows are too many to wait for stands in ``placement.dry-run-at-once``. Raises Refused for whoever does not
    keep chains, when there is no draft, or when nothing was imported.
    """
    rights.need_editor(actor)
    its = versions.draft(actor, chain).chain
    if dry_run.ready(actor, its.code):
        return ""
    if not dry_run.is_large(actor):
        dry_run.build(actor, its.code)
        return ""
    title = f"试算产业链草稿：{its.name}"[:200]
    with recording(actor):
        return enqueue_job(actor=actor, kind=JOB, payload={"chain": its.code}, title=title)
