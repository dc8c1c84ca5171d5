"""Take back an import as a whole."""

from django.utils import timezone

from zhuchao.ledger.models import State
from zhuchao.ledger.store import recording
from zhuchao.projects import selectors
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.models import Project, ProjectImport
from zhuchao.projects.models.imports import ImportState
from zhuchao.projects.selectors import imports
from zhuchao.projects.selectors.held import TABLES
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden

_BATCH = 5000


def undo_import(*, actor: Actor, code: str, reason: str) -> int:
    """Every fact of the import is voided and stays in the ledger; its projects leave lists and figures. Gives how many
    projects.

    Raises Refused when the actor may not, gives no reason, the import was not done or is undone, or somebody worked on one
    of its projects since.
    """
    run = imports.import_row(actor, code)
    if not rights.may_decide(actor, run.office_code) and actor.person_code != run.person_code:
        raise forbidden("projects.undo-right", "撤销导入由导入人、单位负责人或促进中心办理")
    wrong = checks.reason_given("reason", "撤销理由", reason)
    if wrong:
        raise Refused(*wrong)
    with recording(actor) as book:
        told = f"project-import:{run.code}"
        book.audit("撤销导入", told, run.name, changes={"reason": [None, reason.strip()]})
        # From here on no other writer comes between: what is looked at now still holds when it is voided.
        book.spill()
        _refuse_if_worked_on(run)
        taken = ProjectImport.objects.filter(pk=run.pk, state=ImportState.IMPORTED).update(
            state=ImportState.UNDONE, undone_at=timezone.now(), undone_reason=reason.strip()
        )
        if taken != 1:
            raise Refused(
                Refusal("projects.import-state", f"该次导入{run.get_state_display()}", "请刷新查看。", "code")
            )
        projects = Project.objects.filter(import_code=run.code)
        codes = list(projects.values_list("code", flat=True))
        for model in TABLES + imports.OTHER_TABLES:
            facts = model._default_manager.filter(subject__in=projects.values("code"))
            for number, fact in enumerate(facts.values_list("code", flat=True).iterator(), start=1):
                book.state(
                    model._meta.db_table, fact, State.VOIDED, reason=f"撤销导入：{reason.strip()}"[:400]
                )
                if number % _BATCH == 0:
                    book.spill()
        projects.delete()
    return len(codes)


def _refuse_if_worked_on(run: ProjectImport) -> None:
    touched = imports.worked_on_since(run)
    if not touched:
        return
    names = selectors.project_names(SYSTEM, touched[:3])
    shown = "、".join(names.get(c, c) for c in touched[:3])
    raise Refused(
        Refusal(
            "projects.undo-worked-on",
            f"导入后已有 {len(touched)} 个项目被办理过，如{shown}",
            "请改为逐个更正或终止有误的项目。",
            "code",
        )
    )
