"""``zhuchao projects``: each module adds its commands to the group."""

from zhuchao.projects.cli import imports, money, plans, stages, verifying
from zhuchao.projects.cli.group import projects

__all__ = ["imports", "money", "plans", "projects", "stages", "verifying"]
