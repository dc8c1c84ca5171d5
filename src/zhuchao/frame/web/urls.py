"""Addresses of the frame's own pages."""

from django.urls import path

from zhuchao.frame.web import rules, start

PREFIX = ""

urlpatterns = [
    path("", start.home, name="home"),
    path("rules/", rules.listing, name="rules"),
    path("rules/<str:rule_id>/", rules.entry, name="rule"),
]
