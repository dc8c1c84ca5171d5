"""REST of chains: chains, gaps, targets and lists in ``routes``, industries in ``industry``, versions in ``versions``, what a
draft moves in ``dry_run``."""

from zhuchao.chains.api.dry_run import router as dry_run_router
from zhuchao.chains.api.input_output import router as input_output_router
from zhuchao.chains.api.routes import router
from zhuchao.chains.api.versions import router as versions_router

router.add_router("", versions_router)
router.add_router("", dry_run_router)
router.add_router("", input_output_router)

__all__ = ["router"]
