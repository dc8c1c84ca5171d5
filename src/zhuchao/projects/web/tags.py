"""States of projects as words with a tone."""

from zhuchao.frame.marks import Tag
from zhuchao.projects.selectors import ProjectView

_STATES = {"active": "blue", "shelved": "amber", "ended": "grey"}


def stage_tag(found: ProjectView) -> Tag:
    """Where it stands, red when its time there is up."""
    return Tag(found.stage_name, "red" if found.overdue else "blue" if found.state == "active" else "grey")


def state_tag(found: ProjectView) -> Tag:
    """Pursued, shelved or ended; silent ones say so."""
    if found.silent:
        return Tag("久无动态", "amber")
    return Tag(found.state_name, _STATES.get(found.state, "grey"))
