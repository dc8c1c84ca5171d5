"""The place of chains in the installation."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from zhuchao.terms.actor import Actor


def _learn(
    actor: "Actor", payload: "Mapping[str, object]", progress: "Callable[..., None]"
) -> "Mapping[str, object]":
    from zhuchao.chains import flows

    card = flows.train_targeting(actor=actor, progress=progress)
    return {"version": card["version"], "rows": card["rows"]}


def _try(
    actor: "Actor", payload: "Mapping[str, object]", progress: "Callable[..., None]"
) -> "Mapping[str, int]":
    from zhuchao.chains.selectors import dry_run

    def told(done: int, of: int, what: str) -> None:
        progress(100 * done / of, what)

    return dry_run.build(actor, str(payload["chain"]), told)


class ChainsConfig(AppConfig):
    """Industry chains, gaps, targets and what became of them."""

    name = "zhuchao.chains"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Placements follow an import as a job; a company's page shows its links; two figures are computed here."""
        from collections.abc import Callable, Mapping

        from zhuchao import slots
        from zhuchao.chains import flows, selectors
        from zhuchao.chains.flows.start_dry_run import JOB as DRY_RUN
        from zhuchao.chains.flows.start_targeting_training import JOB as TARGETING
        from zhuchao.chains.web import panels
        from zhuchao.chains.web.waiting import JOB, TITLE
        from zhuchao.companies.selectors import company_names
        from zhuchao.figures.engine.calculation import Calculation
        from zhuchao.slots import Slot
        from zhuchao.terms.actor import Actor, Role

        def refresh(
            actor: Actor, payload: Mapping[str, object], progress: Callable[..., None]
        ) -> Mapping[str, int]:
            def told(done: int, of: int, what: str) -> None:
                progress(100 * done / of, what)

            return flows.refresh_placements(actor=actor, progress=told)

        def changed(actor: Actor) -> None:
            # Who may not refresh, or no person at all, leaves it to the first reader, who builds what is missing.
            if actor.post_code and (actor.is_staff or actor.has(Role.SYSTEM_ADMIN)):
                for _ in slots.ask(Slot.NOTICE, actor, JOB, {}, TITLE, topic="enqueue-job"):
                    pass

        slots.register(Slot.JOB, JOB, refresh)
        slots.register(Slot.JOB, TARGETING, _learn)
        slots.register(Slot.JOB, DRY_RUN, _try)
        slots.register(Slot.NOTICE, "chains", changed, topic="registry-changed")
        slots.register(Slot.NOTICE, "chains", flows.of_company, topic="company-holdings")
        slots.register(Slot.MENU, "chains", panels.menu)
        slots.register(Slot.PANEL, "chains", panels.company_panel, topic="company")
        slots.register(
            Slot.FIGURE,
            "companies_on_link",
            Calculation(selectors.figure_companies_on_link, url_name="companies:detail", names=company_names),
        )
        slots.register(
            Slot.FIGURE,
            "targets_on_list",
            Calculation(selectors.figure_targets_on_list, url_name="companies:detail", names=company_names),
        )
