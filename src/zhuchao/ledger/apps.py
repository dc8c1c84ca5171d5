"""The ledger's place in the installation."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Facts, evidence and the chain."""

    name = "zhuchao.ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every export of a list is written down; the audit administrator has pages, and a job to verify."""
        from collections.abc import Callable, Mapping, Sequence

        from zhuchao import slots
        from zhuchao.ledger import flows, selectors
        from zhuchao.ledger.web import menu, verify
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
        slots.register(Slot.MENU, "ledger", menu.menu)

        def verified(
            actor: Actor, payload: Mapping[str, object], progress: Callable[..., None]
        ) -> dict[str, object]:
            return selectors.verify_chain_for(actor).as_dict()

        slots.register(Slot.JOB, verify.JOB, verified)
        slots.register(Slot.PANEL, "ledger", verify.job_panel, topic="job")
