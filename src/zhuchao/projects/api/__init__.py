"""REST of projects: each module brings its own endpoints."""

from ninja import Router

from zhuchao.projects.api import contracts, money, plans, projects, screening, stages

router = Router(tags=["项目"])
for _part in (projects, stages, contracts, money, plans, screening):
    router.add_router("", _part.router)
