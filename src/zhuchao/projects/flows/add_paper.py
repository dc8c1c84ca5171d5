"""Put a paper of a project on file."""

from django.utils import timezone

from zhuchao.ledger.store import recording
from zhuchao.projects import selectors, store
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.engine.papers import Paper
from zhuchao.projects.flows.refresh_projects import refresh_projects
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refused, forbidden


def add_paper(*, actor: Actor, code: str, paper: Paper) -> None:
    """Lead and assisting offices file papers; the file was kept by ``ledger.flows.add_evidence``.

    Raises Refused when the actor may not, the kind is none of the rulebook's, its date lies ahead, or the file is
    not kept.
    """
    project = selectors.row_for(actor, code)
    if not rights.may_help(actor, project.office_code, selectors.assisting(project)):
        raise forbidden("projects.help-right", "只有牵头单位和协助单位可以归档该项目的材料")
    wrong = selectors.paper_faults([paper])
    wrong += checks.day("dated", paper.dated, today=timezone.localdate())
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        store.bring(book, project, on=paper.dated, fields={}, papers=[paper])
        store.audit(book, project, "归档材料", {"paper": [None, paper.kind]})
        store.contact_noted(project, paper.dated)
        refresh_projects(actor=actor, codes=[code])
