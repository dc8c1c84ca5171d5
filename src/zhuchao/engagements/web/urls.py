"""Addresses of engagements."""

from django.urls import path

from zhuchao.engagements.web import (
    agency,
    channels,
    detail,
    introducers,
    judging,
    leads,
    progress,
    sharing,
    verbs,
)

PREFIX = ""

urlpatterns = [
    path("leads/", leads.leads, name="leads"),
    path("leads/open/", verbs.open_lead, name="open"),
    path("leads/<str:code>/", detail.lead, name="lead"),
    path("leads/<str:code>/assign/", verbs.assign, name="assign"),
    path("leads/<str:code>/answer/", verbs.answer, name="answer"),
    path("leads/<str:code>/judge/", verbs.judge, name="judge"),
    path("leads/<str:code>/close/", verbs.close, name="close"),
    path("leads/<str:code>/experts/", progress.experts, name="experts"),
    path("leads/<str:code>/feed-back/", progress.feed_back, name="feed-back"),
    path("leads/<str:code>/report/", progress.report, name="report"),
    path("leads/<str:code>/origin/", progress.origin, name="origin"),
    path("leads/<str:code>/interest/", progress.interest, name="interest"),
    path("leads/<str:code>/release/", progress.release, name="release"),
    path("leads/<str:code>/introduce/", sharing.introduce, name="introduce"),
    path("leads/<str:code>/share/", sharing.share, name="share"),
    path("leads/<str:code>/proposals/<str:proposal>/accept/", sharing.accept, name="accept-share"),
    path("leads/<str:code>/proposals/<str:proposal>/decline/", sharing.decline, name="decline-share"),
    path("leads/<str:code>/facts/<str:fact>/judge/", judging.judge_fact, name="judge-fact"),
    path("channels/", channels.results, name="channels"),
    path("contact-log/", channels.contact_log, name="contact-log"),
    path("introducers/", introducers.introducers, name="introducers"),
    path("introducers/add/", introducers.add, name="add-introducer"),
    path("introducers/<str:code>/", introducers.introducer, name="introducer"),
    path("introducers/<str:code>/correct/", introducers.correct, name="correct-introducer"),
    path("agency/", agency.contracts, name="contracts"),
    path("agency/sign/", agency.sign, name="sign-contract"),
    path("agency/<str:code>/", agency.contract, name="contract"),
    path("agency/<str:code>/pay/", agency.pay, name="pay"),
    path("agency/<str:code>/end/", agency.end, name="end-contract"),
]
