"""Addresses of the board, the lists of all projects beside it, the checks and what is to be verified; ``urls`` takes
them in before those of one project."""

from django.urls import path

from zhuchao.projects.web import board, forecast, funnel, padding, verifying

urlpatterns = [
    path("board/", board.board, name="board"),
    path("funnel/", funnel.funnel, name="funnel"),
    path("unstarted/", board.unstarted, name="unstarted"),
    path("forecast/", forecast.forecast, name="forecast"),
    path("to-verify/", verifying.to_verify, name="to-verify"),
    path("checks/", padding.findings, name="padding"),
    path("<str:code>/checks/explain/", padding.explain, name="explain-check"),
]
