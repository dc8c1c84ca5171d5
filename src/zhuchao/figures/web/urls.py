"""Addresses of figures."""

from django.urls import path

from zhuchao.figures.web import definitions, figure

PREFIX = "figures/"

urlpatterns = [
    path("", definitions.definitions, name="definitions"),
    path("<str:definition_id>/", figure.figure, name="figure"),
]
