"""How the planned acts are done: each by the flow of the noun it belongs to, in the name of whoever did it."""

from collections.abc import Callable, Mapping

from zhuchao.demo.engine.acts import Act
from zhuchao.demo.flows.acts import contracts, district, leads, meetings, projects
from zhuchao.demo.flows.acts.scene import Scene

DO: Mapping[str, Callable[[Scene, Act], None]] = {
    **projects.DO,
    **contracts.DO,
    **leads.DO,
    **meetings.DO,
    **district.DO,
}

__all__ = ["DO", "Scene"]
