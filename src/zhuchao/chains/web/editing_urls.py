"""Addresses of what the centre keeps: chains and the input-output table."""

from django.urls import path

from zhuchao.chains.web import codes, draft_forms, drafting, input_output, trial, versions

urlpatterns = [
    path("input-output/", input_output.load, name="input-output"),
    path("codes/", codes.search, name="codes"),
    path("drafts/new/", drafting.new, name="draft-new"),
    path("<str:chain>/versions/", versions.history, name="versions"),
    path("<str:chain>/draft/", drafting.draft, name="draft"),
    path("<str:chain>/draft/start/", drafting.start, name="draft-start"),
    path("<str:chain>/draft/drop/", drafting.drop, name="draft-drop"),
    path("<str:chain>/draft/chain/", draft_forms.head, name="draft-head"),
    path("<str:chain>/draft/publish/", draft_forms.publish, name="draft-publish"),
    path("<str:chain>/draft/links/add/", draft_forms.add, name="draft-add"),
    path("<str:chain>/draft/links/<str:link>/", draft_forms.edit, name="draft-link"),
    path("<str:chain>/draft/links/<str:link>/drop/", drafting.drop_one, name="draft-link-drop"),
    path("<str:chain>/draft/links/<str:link>/restore/", drafting.restore_one, name="draft-link-restore"),
    path("<str:chain>/draft/dry-run/", trial.trial, name="dry-run"),
    path("<str:chain>/draft/moves/", trial.moved, name="moves"),
]
