"""The ledger's place in the installation."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Facts, evidence and the chain."""

    name = "zhuchao.ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every export of a list is written down."""
        from collections.abc import Mapping, Sequence

        from zhuchao import slots
        from zhuchao.ledger import flows
        from zhuchao.slots import Slot
        from zhuchao.terms.actor import Actor

        def exported(
            actor: Actor,
            *,
            list_id: str,
            title: str,
            rows: int,
            filters: Mapping[str, str],
            columns: Sequence[str],
            kind: str,
        ) -> None:
            flows.note_export(
                actor=actor,
                list_id=list_id,
                title=title,
                rows=rows,
                query=filters,
                columns=columns,
                kind=kind,
            )

        slots.register(Slot.NOTICE, "ledger", exported, topic="exported")
