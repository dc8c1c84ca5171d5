"""Addresses of industry chains."""

from django.urls import path

from zhuchao.chains.web import (
    editing_urls,
    gaps,
    industry,
    link,
    lists,
    newcomers,
    overview,
    target,
    waiting,
    where,
)

PREFIX = "chains/"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("boundaries/<str:name>.json", where.boundaries, name="boundaries"),
    path("refresh/", waiting.refresh, name="refresh"),
    path("companies/<str:uscc>/correct/", industry.correct, name="correct"),
    path("newcomers/", newcomers.newcomers, name="newcomers"),
    path("newcomers/learn/", newcomers.learn, name="learn"),
    path("lists/", lists.target_lists, name="lists"),
    path("lists/save/", lists.save, name="save"),
    path("lists/<str:code>/", lists.target_list, name="list"),
    path("lists/<str:code>/claim/", lists.claim, name="claim"),
    *editing_urls.urlpatterns,
    path("<str:chain>/", overview.chain_map, name="map"),
    path("<str:chain>/gaps/", gaps.gaps, name="gaps"),
    path("<str:chain>/<str:link>/", link.link, name="link"),
    path("<str:chain>/links/<str:link>/targets/<str:uscc>/", target.target, name="target"),
]
