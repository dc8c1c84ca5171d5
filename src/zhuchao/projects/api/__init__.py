"""REST of projects: each module brings its own endpoints."""

from ninja import Router

from zhuchao.projects.api import (
    board,
    contracts,
    imports,
    money,
    padding,
    plans,
    projects,
    screening,
    stages,
    verifying,
)

router = Router(tags=["项目"])
for _part in (projects, stages, contracts, imports, money, plans, screening, board, padding, verifying):
    router.add_router("", _part.router)
