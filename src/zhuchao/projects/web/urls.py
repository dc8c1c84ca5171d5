"""Addresses of projects."""

from django.urls import path

from zhuchao.projects.web import (
    advancing,
    board_urls,
    detail,
    imports,
    linking,
    money_urls,
    opening,
    owning,
    padding,
    papers,
    placing,
    projects,
    screening,
)

PREFIX = "projects/"

urlpatterns = [
    path("", projects.projects, name="list"),
    path("stages/", projects.kanban, name="kanban"),
    path("imports/", imports.list_imports, name="imports"),
    path("imports/upload/", imports.upload, name="import-upload"),
    path("imports/<str:code>/", imports.confirm, name="import"),
    path("imports/<str:code>/rejects/", imports.rejects, name="import-rejects"),
    path("open/", opening.open_project, name="open"),
    path("from-lead/<str:lead>/", opening.open_from_lead, name="open-from-lead"),
    path("back-test/", screening.back_test, name="back-test"),
    *board_urls.urlpatterns,
    path("<str:code>/", detail.detail, name="detail"),
    path("<str:code>/findings/", padding.findings_of, name="findings"),
    path("<str:code>/advance/", advancing.advance, name="advance"),
    path("<str:code>/override/", advancing.override, name="override"),
    path("<str:code>/fields/", opening.fields, name="fields"),
    path("<str:code>/papers/add/", papers.add_paper, name="add-paper"),
    path("<str:code>/facts/<str:kind>/<str:fact>/judge/", papers.judge_fact, name="judge-fact"),
    path("<str:code>/stages/<str:fact>/correct/", papers.correct_stage, name="correct-stage"),
    path("<str:code>/stages/<str:fact>/back/", papers.step_back, name="step-back"),
    path("<str:code>/place/", placing.place, name="place"),
    path("<str:code>/assign/", owning.assign, name="assign"),
    path("<str:code>/assisting/", owning.assisting, name="assisting"),
    path("<str:code>/engagements/link/", linking.link_engagement, name="link-engagement"),
    path("<str:code>/screen/", screening.screen, name="screen"),
    path("<str:code>/opinions/ask/", screening.ask_opinions, name="ask-opinions"),
    path("<str:code>/opinions/give/", screening.give_opinion, name="give-opinion"),
    *money_urls.urlpatterns,
]
