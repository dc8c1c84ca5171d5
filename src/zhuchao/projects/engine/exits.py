"""Setting a project aside, ending it and taking it up again: which is open in which state."""

from zhuchao.terms.refusal import Refusal

#: Exit → the states it leads from and the state it leads to.
EXITS = {
    "shelved": (("active",), "shelved"),
    "ended": (("active", "shelved"), "ended"),
    "resumed": (("shelved", "ended"), "active"),
}
#: What a project may go through beside its stages → its word.
EXIT_NAMES = {"shelved": "搁置", "ended": "终止", "resumed": "恢复推进", "stepped-back": "阶段退回"}
_NEXT = {
    "shelved": "已搁置或终止的项目不必再搁置；要继续推进请办理恢复。",
    "ended": "已终止的项目不必再终止。",
    "resumed": "该项目正在推进，不需要恢复。",
}


def exit_faults(what: str, state: str, state_name: str) -> list[Refusal]:
    """Why a project in that state cannot leave it so; none when it can."""
    if state in EXITS[what][0]:
        return []
    return [
        Refusal(
            "projects.exit-state", f"项目现为“{state_name}”，不能{EXIT_NAMES[what]}", _NEXT[what], "state"
        )
    ]


def state_after(what: str) -> str:
    """The project's state after the exit."""
    return EXITS[what][1]
