"""The pipeline rolled forward year by year (domain.md S1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, DecimalField, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.projects.engine.forecast import Group, Ramp, Year, Yield, forecast
from zhuchao.projects.models import ProjectState
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.terms.actor import Actor

YEARS = 8
_SUM = DecimalField(max_digits=20, decimal_places=2)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The years, how many projects are pursued and how many of them do not say when they reach full yield; the weights
    by stage (name → weight) and the ramp, as they were used."""

    years: tuple[Year, ...]
    projects: int
    silent: int
    weights: Mapping[str, Decimal]
    ramp: Ramp

    @property
    def formula(self) -> str:
        """How it is worked out, in a sentence."""
        return (
            f"每个推进中的项目：达产年产值、税收、就业×当年比例（达产前两年 {self.ramp.two_before}%，"
            f"前一年 {self.ramp.one_before}%，达产起 {self.ramp.full}%）；加权值再乘以所处阶段的权重。"
        )


def pipeline(actor: Actor, *, office: str = "", first: int | None = None) -> Forecast:
    """The forecast of the pursued projects the actor sees, of one lead office or all, as they stand now: eight years
    from ``first`` (this year). Output and tax in 万元, jobs in persons. Two queries."""
    day = timezone.localdate()
    pursued = projects_visible_to(actor).filter(state=ProjectState.ACTIVE)
    if office:
        pursued = pursued.filter(office_code=office)
    fields = {
        name: KeyTextTransform(name, "fields") for name in ("full_year", "output_wan", "tax_wan", "jobs")
    }
    sums = {name: Sum(Cast(fields[name], _SUM)) for name in ("output_wan", "tax_wan", "jobs")}
    rows = pursued.annotate(full_year=fields["full_year"]).values("full_year", "stage").order_by()
    groups, silent = [], 0
    for year, stage, many, *full in rows.annotate(many=Count("pk"), **_named(sums)).values_list(
        "full_year", "stage", "many", "output_sum", "tax_sum", "jobs_sum"
    ):
        if not year:
            silent += many
            continue
        output, tax, jobs = (part or Decimal(0) for part in full)
        groups.append(Group(int(year), stage, many, Yield(output, tax, jobs)))
    weights, ramp = weights_on(), ramp_on()
    names = rules.choices("stages", on=day)
    years = forecast(groups, weights, ramp, first=first or day.year, years=YEARS)
    named = {names.get(stage, stage): weight for stage, weight in weights.items()}
    return Forecast(tuple(years), silent + sum(g.projects for g in groups), silent, named, ramp)


def _named(sums: Mapping[str, Sum]) -> dict[str, Sum]:
    return {f"{name.removesuffix('_wan')}_sum": total for name, total in sums.items()}


def weights_on() -> dict[str, Decimal]:
    """The weights by stage of the rulebook in force today."""
    value = rulebook.rule("projects.forecast-weights", on=timezone.localdate()).value
    assert isinstance(value, Mapping)
    return {stage: Decimal(str(weight)) for stage, weight in value.items()}


def ramp_on() -> Ramp:
    """The ramp of the rulebook in force today."""
    value = rulebook.rule("projects.forecast-ramp", on=timezone.localdate()).value
    assert isinstance(value, Mapping)
    return Ramp(int(value["two_before"]), int(value["one_before"]), int(value["full"]))
