"""Companies of the district's own master that answer a question, under their names of today and before."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from zhuchao.companies.engine import linkage
from zhuchao.companies.engine import search as engine
from zhuchao.companies.engine.search import Question
from zhuchao.companies.models import Company
from zhuchao.companies.selectors.finding import ADDRESS, SCOPE, Limits, Pool, code_match
from zhuchao.companies.selectors.master import companies_visible_to
from zhuchao.terms.actor import Actor

FORMER = "曾用名"


def by_code(actor: Actor, question: Question, bounds: Limits) -> Pool:
    """Companies whose code starts so."""
    pool = Pool()
    wanted = companies_visible_to(actor).filter(uscc__startswith=question.code)
    for row in _bounded(wanted, bounds, pool):
        pool.add(row.uscc, code_match(row.uscc, question))
    return pool


def by_name(actor: Actor, question: Question, bounds: Limits, points: linkage.Weights) -> Pool:
    """Companies whose name of today or before holds every word."""
    pool, said = Pool(), linkage.asked(question.words, points)
    named = _all("name_key", question.words) | _all("former_names__name_key", question.words)
    wanted = companies_visible_to(actor).filter(named).distinct().prefetch_related("former_names")
    for row in _bounded(wanted, bounds, pool):
        for name, former in [(row.name_key, False), *((f.name_key, True) for f in row.former_names.all())]:
            match = linkage.match(said, linkage.Candidate(engine.plain(name), "", 0.0), points)
            if match is not None:
                pool.add(row.uscc, linkage.Match(match.score, FORMER) if former else match)
    return pool


def by_text(actor: Actor, question: Question, bounds: Limits, column: str) -> Pool:
    """Companies whose ``scope`` or ``address`` holds every word."""
    pool, why = Pool(), SCOPE if column == "scope" else ADDRESS
    wanted = companies_visible_to(actor).filter(_all(column, question.runs))
    for row in _bounded(wanted, bounds, pool):
        pool.add(row.uscc, linkage.text_match(why, 0.0))
    return pool


def _all(column: str, words: Sequence[str]) -> Q:
    return Q(*(Q(**{f"{column}__icontains": word}) for word in words))


def _bounded(wanted: QuerySet[Company], bounds: Limits, pool: Pool) -> list[Company]:
    rows = list(wanted.order_by("name", "uscc")[: bounds.listed + 1])
    pool.capped |= len(rows) > bounds.listed
    return rows[: bounds.listed]
