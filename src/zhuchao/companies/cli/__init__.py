"""``zhuchao companies`` and ``zhuchao registry``; each module adds its commands to a group."""

from zhuchao.companies.cli import master, search, twins
from zhuchao.companies.cli.group import companies
from zhuchao.companies.cli.registry import registry

__all__ = ["companies", "master", "registry", "search", "twins"]
