"""Projects as duties of offices, and as the work of a person's desk."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from zhuchao.accounts.engine.duties import Duty
from zhuchao.projects.models import Project, ProjectState
from zhuchao.projects.selectors.find import Wanted, find_projects
from zhuchao.projects.selectors.opinions import waiting_opinions
from zhuchao.projects.selectors.unverified import how_many
from zhuchao.projects.selectors.views import ProjectView
from zhuchao.terms.actor import Actor
from zhuchao.terms.work import WorkItem, WorkState

NOUN = "projects"
_MOST = 50
#: The desk counts what is to be verified up to here.
_COUNTED = 1000


def duties(actor: Actor, office_code: str) -> Sequence[Duty]:
    """Every project of exactly that office that was not ended; no duty may be missed by lack of sight."""
    rows = Project.objects.filter(office_code=office_code).exclude(state=ProjectState.ENDED)
    return [
        Duty(
            noun=NOUN,
            code=row.code,
            title=f"项目：{row.name}",
            office_code=row.office_code,
            post_code=row.post_code,
            since=row.opened_on,
            due=row.due,
        )
        for row in rows.order_by("opened_on", "pk")
    ]


def work(actor: Actor) -> list[WorkItem]:
    """What waits for the actor: their overdue and silent projects, the most pressing first, opinions asked of their
    office, and in one line how many facts others recorded wait to be verified."""
    today = timezone.localdate()
    late = find_projects(actor, Wanted(mine=True, overdue=True), limit=_MOST).rows
    seen = {project.code for project in late}
    silent = find_projects(actor, Wanted(mine=True, silent=True), sort="last_contact_on", limit=_MOST).rows
    items = [_item(p, f"推进到“{p.next_stage_name}”" if p.next_stage else "更新进展") for p in late]
    items += [
        _item(p, "更新进展", note=f"{p.last_contact_on} 后没有动态") for p in silent if p.code not in seen
    ]
    items += [_opinion(code, name, due, today) for code, name, due in waiting_opinions(actor)]
    return items + _to_verify(how_many(actor, most=_COUNTED))


def _item(project: ProjectView, action: str, *, note: str = "") -> WorkItem:
    return WorkItem(
        title=project.name,
        url_name="projects:detail",
        url_args=(project.code,),
        due=project.due if project.overdue else None,
        state=WorkState.OVERDUE if project.overdue else WorkState.OPEN,
        noun="项目",
        office=project.office_name,
        action=action,
        note=note or f"{project.stage_name}已 {project.days} 天",
    )


def _opinion(code: str, name: str, due: date, today: date) -> WorkItem:
    return WorkItem(
        title=name,
        url_name="projects:give-opinion",
        url_args=(code,),
        due=due,
        state=WorkState.OVERDUE if due < today else WorkState.TODAY if due == today else WorkState.OPEN,
        noun="联审",
        action="答复",
        note="逾期未答复将按单位名称显示",
    )


def _to_verify(many: int) -> list[WorkItem]:
    if not many:
        return []
    told = f"{_COUNTED} 条以上" if many >= _COUNTED else f"{many} 条"
    return [
        WorkItem(
            title=f"{told}项目记录待核实",
            url_name="projects:to-verify",
            state=WorkState.WAITING,
            noun="核实",
            action="核实",
            note="他人录入的阶段、合同、到位资金",
        )
    ]
