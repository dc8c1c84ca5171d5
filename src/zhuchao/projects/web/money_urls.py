"""Addresses of contracts, money, plans, delays and exits; ``urls`` takes them in."""

from django.urls import path

from zhuchao.projects.web import contracts, delays, exits, money, plans

urlpatterns = [
    path("<str:code>/contract/", contracts.record_contract, name="record-contract"),
    path("<str:code>/contracts/<str:contract>/amend/", contracts.amend_contract, name="amend-contract"),
    path("<str:code>/contracts/<str:contract>/end/", contracts.end_contract, name="end-contract"),
    path("<str:code>/money/", money.record_money, name="record-money"),
    path("<str:code>/plan/", plans.set_plan, name="set-plan"),
    path("<str:code>/plan/<str:item>/move/", plans.move_plan, name="move-plan"),
    path("<str:code>/plan/<str:item>/settle/", plans.settle_plan, name="settle-plan"),
    path("<str:code>/delay/", delays.note_delay, name="note-delay"),
    path("<str:code>/delays/<str:fact>/end/", delays.end_delay, name="end-delay"),
    path("<str:code>/shelve/", exits.shelve_project, name="shelve"),
    path("<str:code>/end/", exits.end_project, name="end"),
    path("<str:code>/resume/", exits.resume_project, name="resume"),
]
