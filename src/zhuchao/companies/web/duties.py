"""Contacts as what an office keeps and hands over."""

from collections.abc import Sequence

from zhuchao.companies import flows
from zhuchao.terms.actor import Actor


def reassign(actor: Actor, codes: Sequence[str], to_office: str, to_post: str) -> None:
    """Give contacts to another office; they belong to offices, so the post does not matter."""
    flows.reassign_contacts(actor=actor, codes=codes, office=to_office)
