"""``zhuchao companies`` and ``zhuchao registry``."""

from zhuchao.companies.cli.registry import registry

__all__ = ["registry"]
