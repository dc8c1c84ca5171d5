"""The place of projects in the installation."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """The life of a project: stages on evidence, contracts, money, delays."""

    name = "zhuchao.projects"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Rows worked out from facts follow every judgement of a fact."""
        from zhuchao import slots
        from zhuchao.projects import flows
        from zhuchao.slots import Slot
        from zhuchao.terms.actor import Actor

        def judged(actor: Actor, kind: str, subject: str) -> None:
            if kind.startswith("projects_"):
                flows.refresh_projects(actor=actor, codes=[subject])

        slots.register(Slot.NOTICE, "projects", judged, topic="fact-judged")
