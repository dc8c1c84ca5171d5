"""``zhuchao projects``: each module adds its commands to the group."""

from zhuchao.projects.cli import imports, money, placing, plans, stages, verifying
from zhuchao.projects.cli.group import projects

__all__ = ["imports", "money", "placing", "plans", "projects", "stages", "verifying"]
