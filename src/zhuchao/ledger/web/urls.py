"""Addresses of the audit administrator's pages."""

from django.urls import path

from zhuchao.ledger.web import audit, verify

PREFIX = "ledger/"

urlpatterns = [
    path("audit/", audit.events, name="audit"),
    path("audit/<int:number>/", audit.event, name="audit-event"),
    path("verify/", verify.verify, name="verify"),
]
