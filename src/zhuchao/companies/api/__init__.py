"""REST of companies: each module brings its own endpoints."""

from ninja import Router

from zhuchao.companies.api import imports, master, search, twins

router = Router(tags=["企业"])
router.add_router("", search.router)
router.add_router("", master.router)
router.add_router("", imports.router)
router.add_router("", twins.router)
