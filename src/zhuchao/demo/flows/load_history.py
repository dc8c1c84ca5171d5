"""Let the 示例 district live through its five years: every act is done at its own moment, by the flow it belongs to."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from zhuchao.demo import selectors, store
from zhuchao.demo.engine.history import PROJECTS, history
from zhuchao.demo.flows.acts import DO, Scene
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import forbidden

#: After so many acts it is told how far it came.
_TOLD = 2_000


def load_history(
    *,
    actor: Actor,
    projects: int = PROJECTS,
    say: Callable[[str], None] = lambda text: None,
) -> bool:
    """Do the planned acts in the order of their moments; True when it was done now, False when the home has projects or
    its ledger is past the first of them (nothing can be written before what is written).

    Raises Refused when the actor is not of the promotion centre, or a flow refuses an act of the plan.
    """
    if not actor.has(Role.CENTRE):
        raise forbidden("demo.work-right", "只有促进中心可以装入示例项目")
    planned = history(selectors.history_plan(projects=projects), until=timezone.now())
    if not planned.lives or not selectors.may_begin(planned.acts[0].at):
        return False
    scene = Scene(planned.lives, selectors.home_code(timezone.localdate()))
    # All or nothing: half a history could not be gone on with, because the ledger only goes forward.
    with transaction.atomic(), store.travelling(planned.acts[0].at) as clock:
        for done, act in enumerate(planned.acts):
            clock(act.at)
            DO[act.verb](scene, act)
            if done % _TOLD == _TOLD - 1:
                say(f"已办理 {done + 1:,} 件，到 {act.at:%Y年%m月}……")
    return True
