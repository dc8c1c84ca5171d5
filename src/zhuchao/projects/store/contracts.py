"""Writing contracts."""

from collections.abc import Sequence
from datetime import date

from zhuchao.ledger.store import Book
from zhuchao.projects.engine.contracts import cleaned_number
from zhuchao.projects.engine.sums import Sum
from zhuchao.projects.models import ContractFact, Project
from zhuchao.projects.store.acts import audit, contact_noted


def sign(book: Book, project: Project, verb: str, fact: ContractFact) -> str:
    """Write the text down, who did it and that the project showed a sign of life; gives the fact's code."""
    amount = str(fact.amount_wan) if fact.amount_wan is not None else None
    audit(book, project, verb, {"number": [None, fact.number], "amount_wan": [None, amount]})
    contact_noted(project, fact.happened_on)
    return book.fact(fact)


def contract_fact(
    project: Project,
    what: str,
    on: date,
    *,
    contract: str = "",
    number: str = "",
    worth: Sum | None = None,
    event_code: str = "",
    evidence: Sequence[str] = (),
    **told: str,
) -> ContractFact:
    """One signed text; without ``contract`` it begins one of its own."""
    value = {k: v.strip() for k, v in told.items() if v.strip()}
    if worth is not None and worth.rate is not None:
        value["rate"] = f"{worth.rate.normalize():f}"
    fact = ContractFact(
        subject=project.code,
        what=what,
        happened_on=on,
        office_code=project.office_code,
        number=cleaned_number(number)[:80],
        event_code=event_code,
        evidence=list(evidence),
        value=value,
    )
    fact.contract = contract or fact.code
    if worth is not None:
        fact.amount_wan, fact.currency, fact.amount_original = worth.wan, worth.currency, worth.original
    return fact
