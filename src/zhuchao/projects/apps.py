"""The place of projects in the installation."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """The life of a project: stages on evidence, contracts, money, delays."""

    name = "zhuchao.projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Projects are duties and work of offices, panels of companies and leads; rows worked out from facts follow every
        judgement; figures are computed here."""
        from collections.abc import Sequence

        from zhuchao import slots
        from zhuchao.accounts.engine.duties import DutyBook
        from zhuchao.chains.selectors.target import TOPIC as TRACES
        from zhuchao.projects import flows
        from zhuchao.projects.flows.start_import import JOB
        from zhuchao.projects.selectors import blocked, duties, figures_rows, figures_slots, traces
        from zhuchao.projects.web import board, finding, import_jobs, linking, panels, signings
        from zhuchao.slots import Slot
        from zhuchao.terms.actor import Actor

        def judged(actor: Actor, kind: str, subject: str) -> None:
            if kind.startswith("projects_"):
                flows.refresh_projects(actor=actor, codes=[subject])

        def reassign(actor: Actor, codes: Sequence[str], to_office: str, to_post: str) -> None:
            flows.reassign_projects(actor=actor, codes=codes, office=to_office, post=to_post)

        slots.register(Slot.NOTICE, "projects", judged, topic="fact-judged")
        slots.register(Slot.NOTICE, "projects", flows.of_company, topic="company-holdings")
        slots.register(Slot.MENU, "projects", panels.menu)
        slots.register(Slot.MENU, "projects-board", board.menu)
        slots.register(Slot.MY_WORK, "projects", duties.work)
        slots.register(Slot.DUTY, "projects", DutyBook("projects", "项目", duties.duties, reassign))
        slots.register(Slot.SEARCH, "projects", finding.found, topic="records")
        slots.register(Slot.SEARCH, "projects", traces.company_traces, topic=TRACES)
        slots.register(Slot.RULE_CHECK, "projects", blocked.would_block)
        slots.register(Slot.PANEL, "projects", panels.company_panel, topic="company")
        slots.register(Slot.PANEL, "projects", panels.lead_panel, topic="lead")
        slots.register(Slot.PANEL, "projects", linking.engagement_panel, topic="engagement")
        slots.register(Slot.PANEL, "projects", signings.panel, topic="event")
        slots.register(Slot.JOB, JOB, import_jobs.run)
        slots.register(Slot.PANEL, "projects-import", import_jobs.job_panel, topic="job")
        slots.register(Slot.FIGURE, "planned_total", figures_rows.planned_rows, topic="row-facts")
        for name, calculation in figures_slots.calculations().items():
            slots.register(Slot.FIGURE, name, calculation)
