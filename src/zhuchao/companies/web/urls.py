"""Addresses of companies."""

from django.urls import path

from zhuchao.companies.web import contacts, detail, imports, master, search, twins, verbs

PREFIX = "companies/"

urlpatterns = [
    path("", master.companies, name="list"),
    path("search/", search.search, name="search"),
    path("add/", verbs.add, name="add"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/<str:code>/reveal/", contacts.reveal, name="reveal-contact"),
    path("contacts/<str:code>/drop/", contacts.drop, name="drop-contact"),
    path("import/", imports.upload, name="import"),
    path("import/runs/", imports.runs, name="imports"),
    path("import/files/<str:code>/", imports.columns, name="import-columns"),
    path("import/runs/<str:code>/rejects/", imports.rejects, name="rejects"),
    path("twins/", twins.queue, name="twins-queue"),
    path("twins/<str:one>/<str:other>/", twins.twins, name="twins"),
    path("twins/<str:one>/<str:other>/judge/", twins.judge, name="judge-twins"),
    path("merges/<str:code>/undo/", twins.undo, name="undo-merge"),
    path("<str:uscc>/", detail.company, name="detail"),
    path("<str:uscc>/adopt/", verbs.adopt, name="adopt"),
    path("<str:uscc>/correct/", verbs.correct, name="correct"),
    path("<str:uscc>/rename/", verbs.rename, name="rename"),
    path("<str:uscc>/contacts/add/", contacts.add, name="add-contact"),
]
