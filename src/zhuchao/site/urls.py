"""The URL root: every noun with pages is mounted under its own name."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from zhuchao.site.api import api


def _pages() -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = []
    for noun in settings.NOUNS:
        if find_spec(f"{noun}.web") and find_spec(f"{noun}.web.urls"):
            name = noun.rsplit(".", 1)[1]
            module = import_module(f"{noun}.web.urls")
            found.append(path(module.PREFIX, include((module.urlpatterns, name), namespace=name)))
    return found


urlpatterns = [path("api/v1/", api.urls), *_pages()]
