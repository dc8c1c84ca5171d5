"""REST of chains: chains, gaps, targets and lists in ``routes``, industries and corrections in ``industry``."""

from zhuchao.chains.api.routes import router

__all__ = ["router"]
