"""REST of chains: chains, gaps, targets and lists in ``routes``, industries in ``industry``, versions in ``versions``."""

from zhuchao.chains.api.routes import router
from zhuchao.chains.api.versions import router as versions_router

router.add_router("", versions_router)

__all__ = ["router"]
