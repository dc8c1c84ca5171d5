"""``zhuchao projects``: each module adds its commands to the group."""

from zhuchao.projects.cli import money, plans, stages
from zhuchao.projects.cli.group import projects

__all__ = ["money", "plans", "projects", "stages"]
