"""Does the chain hold? A short ledger is read while the page waits, a long one in the background."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from zhuchao import slots
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.details import Panel
from zhuchao.ledger import selectors
from zhuchao.rulebook import rule
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor, Role

JOB = "ledger-verify"


@page(Role.AUDIT_ADMIN)
def verify(request: ActorRequest) -> HttpResponse:
    """The head on file; on POST the verdict, or the job that will find it."""
    context: dict[str, object] = {"title": "台账核验"}
    try:
        context["head"] = selectors.head_on_file()
    except ValueError:
        context["head_unreadable"] = True
    if request.method == "POST":
        code = "" if _is_short() else _enqueued(request.actor)
        if code:
            return redirect(reverse("accounts:job", args=[code]))
        context |= {"verdict": selectors.verify_chain_for(request.actor), "at": timezone.now()}
    return render(request, "ledger/verify.html", context)


def _is_short() -> bool:
    limit = rule("ledger.verify-at-once", on=timezone.localdate()).value
    assert isinstance(limit, int)
    return selectors.chain_length() <= limit


def _enqueued(actor: Actor) -> str:
    """The code of the job; empty where no noun above keeps jobs, and the page reads the chain itself."""
    for _, code in slots.ask(Slot.NOTICE, actor, JOB, {}, "核验记录链", topic="enqueue-job"):
        return str(code)
    return ""


def job_panel(actor: Actor, job: Any) -> Panel | None:
    """What a finished job of ours found, for the page of the job; None for the jobs of others."""
    if job.kind != JOB or not job.result:
        return None
    return Panel("核验结果", "ledger/_job.html", {"verdict": job.result, "at": job.finished_at}, wide=True)
