"""REST of companies: each module brings its own endpoints."""

from ninja import Router

from zhuchao.companies.api import search

router = Router(tags=["企业"])
router.add_router("", search.router)
