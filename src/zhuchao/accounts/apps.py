"""The place of accounts in the installation."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Offices, posts and people."""

    name = "zhuchao.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lists tell which columns were chosen."""
        from collections.abc import Sequence

        from zhuchao import slots
        from zhuchao.accounts import flows
        from zhuchao.accounts.web import shell
        from zhuchao.slots import Slot
        from zhuchao.terms.actor import Actor

        def chosen(actor: Actor, list_id: str, columns: Sequence[str]) -> None:
            flows.choose_columns(actor=actor, list_id=list_id, columns=columns)

        slots.register(Slot.NOTICE, "accounts", chosen, topic="list-columns")
        slots.register(Slot.PANEL, "accounts", shell.shell, topic="shell")
        slots.register(Slot.MENU, "accounts", shell.menu)
