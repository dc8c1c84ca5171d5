"""Addresses of reports."""

from django.urls import path

from zhuchao.reports.web import forms, issue, issues, verbs

PREFIX = "reports/"

urlpatterns = [
    path("", issues.issues, name="issues"),
    path("new/", issues.new, name="new"),
    path("forms/", forms.forms_list, name="forms"),
    path("forms/add/", forms.add, name="add-form"),
    path("forms/<str:code>/", forms.form, name="form"),
    path("forms/<str:code>/map/", forms.map_cells, name="map-form"),
    path("forms/<str:code>/fill/", forms.fill, name="fill-form"),
    path("<str:code>/", issue.issue, name="issue"),
    path("<str:code>/compare/", issue.compare, name="compare"),
    path("<str:code>/word/", issue.word, name="word"),
    path("<str:code>/annex/", issue.annex, name="annex"),
    path("<str:code>/check/", verbs.check, name="check"),
    path("<str:code>/sign/", verbs.sign, name="sign"),
    path("<str:code>/publish/", verbs.publish, name="publish"),
    path("<str:code>/withdraw/", verbs.withdraw, name="withdraw"),
]
