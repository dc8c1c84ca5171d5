"""Ask for work to be done in the background."""

from collections.abc import Mapping

from django_q.tasks import async_task

from zhuchao import slots
from zhuchao.accounts.engine import entries, rights
from zhuchao.accounts.models import Job
from zhuchao.ledger.engine.chain import plain
from zhuchao.ledger.store import recording
from zhuchao.slots import Slot
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused

#: Where a worker finds the flow that does a job: the name in the package, which hides the module of that name.
RUN = "zhuchao.accounts.flows.run_job"


def enqueue_job(*, actor: Actor, kind: str, payload: Mapping[str, object], title: str = "") -> str:
    """Queue a job of a kind that some noun registered in ``Slot.JOB``; gives its code.

    The registered function is called as ``fn(actor, payload, progress)`` by a worker, acting as the
    same person through the same post if they still hold it then, and gives a mapping as result;
    ``progress(percent, note)`` may be called from it. It must be idempotent: after a crash it is called
    again. The job's row and its task are written in one transaction.
    Raises Refused when nobody is logged in, nothing of the kind is registered, or the payload is no
    plain data.
    """
    rights.need_person(actor, to="提交后台任务")
    with recording(actor) as book:
        if kind not in {entry.name for entry in slots.entries(Slot.JOB)}:
            raise Refused(
                Refusal("accounts.unknown-job", f"没有“{kind}”这类后台任务", "请联系系统管理员。", "kind")
            )
        title = entries.text(title or kind, field="title", label="任务名称", most=200)
        try:
            kept = plain(dict(payload))
        except (TypeError, ValueError) as error:
            raise Refused(
                Refusal("accounts.job-payload", f"任务参数无法保存：{error}", "请核对填写内容。", "payload")
            ) from error
        job = Job.objects.create(
            kind=kind,
            title=title,
            payload=kept,
            person_code=actor.person_code,
            post_code=actor.post_code,
            asked_at=book.now,
        )
        async_task(RUN, actor=SYSTEM, code=job.code, q_options={"task_name": job.code})
        book.audit("提交后台任务", f"job:{job.code}", title, changes={"kind": [None, kind]})
    return job.code
