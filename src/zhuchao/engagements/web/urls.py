"""Addresses of leads."""

from django.urls import path

from zhuchao.engagements.web import detail, judging, leads, verbs

PREFIX = "leads/"

urlpatterns = [
    path("", leads.leads, name="leads"),
    path("open/", verbs.open_lead, name="open"),
    path("<str:code>/", detail.lead, name="lead"),
    path("<str:code>/assign/", verbs.assign, name="assign"),
    path("<str:code>/answer/", verbs.answer, name="answer"),
    path("<str:code>/judge/", verbs.judge, name="judge"),
    path("<str:code>/close/", verbs.close, name="close"),
    path("<str:code>/facts/<str:fact>/judge/", judging.judge_fact, name="judge-fact"),
]
