"""Projects in the search box on top of every page: by name, code, 项目代码 or investor."""

from urllib.parse import urlencode

from django.urls import reverse

from zhuchao.frame.found import Found, Hit
from zhuchao.projects import selectors
from zhuchao.projects.selectors import Wanted
from zhuchao.terms.actor import Actor

_FIRST = 5


def found(actor: Actor, text: str) -> Found | None:
    """The projects the actor may see for these words, the most pressing first."""
    if not actor.is_staff:
        return None
    page = selectors.find_projects(actor, Wanted(text=text), limit=_FIRST)
    hits = [
        Hit(
            p.name,
            reverse("projects:detail", args=[p.code]),
            f"{p.code}　{p.company_name}　{p.office_name}　{p.stage_name}",
        )
        for p in page.rows
    ]
    return Found("项目", hits, page.total, f"{reverse('projects:list')}?{urlencode({'q': text})}")
