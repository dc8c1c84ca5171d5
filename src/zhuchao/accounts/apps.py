"""The place of accounts in the installation."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Offices, posts and people."""

    name = "zhuchao.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lists remember columns and views, nouns below queue jobs; the shell, the menu and pages of offices."""
        from collections.abc import Mapping, Sequence

        from zhuchao import slots
        from zhuchao.accounts import flows
        from zhuchao.accounts.web import shell, views
        from zhuchao.slots import Slot
        from zhuchao.terms.actor import Actor

        def chosen(actor: Actor, list_id: str, columns: Sequence[str]) -> None:
            flows.choose_columns(actor=actor, list_id=list_id, columns=columns)

        slots.register(Slot.NOTICE, "accounts", chosen, topic="list-columns")
        slots.register(Slot.PANEL, "accounts", views.memory, topic="list-views")
        slots.register(Slot.PANEL, "accounts", shell.shell, topic="shell")
        slots.register(Slot.MENU, "accounts", shell.menu)

        def enqueued(actor: Actor, kind: str, payload: Mapping[str, object], title: str) -> str:
            return flows.enqueue_job(actor=actor, kind=kind, payload=payload, title=title)

        slots.register(Slot.NOTICE, "accounts", enqueued, topic="enqueue-job")
