"""Enter a signed agency contract (委托招商协议)."""

from datetime import date
from decimal import Decimal
from typing import BinaryIO

from django.utils import timezone

from zhuchao.engagements import selectors, store
from zhuchao.engagements.engine import agency, checks, rights
from zhuchao.engagements.selectors.dated import undated
from zhuchao.ledger.flows import add_evidence
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def sign_agency_contract(
    *,
    actor: Actor,
    introducer: str,
    number: str,
    channel: str,
    signed_on: date,
    starts_on: date,
    ends_on: date,
    fee_terms: str,
    fee_wan: Decimal,
    office: str = "",
    file: BinaryIO | None = None,
    file_name: str = "",
) -> str:
    """The office (the actor's own when not said) pays the introducer by results, as ``fee_terms`` says, ``fee_wan`` 万元 at
    most; the cost counts under ``channel``, the file is the signed text. Gives the code. Raises Refused when the actor
    may not act for the office, something is wrong, the file is missing or not accepted, or the number is known.
    """
    owner = office or actor.home_office
    if not rights.may_keep_introducer(actor, owner):
        raise forbidden("channels.keep", "您不能为该单位登记委托招商协议")
    row = selectors.introducer_row(actor, introducer)
    texts = {"number": number.strip(), "fee_terms": fee_terms.strip()}
    refusals = agency.filled(**texts) + agency.fitting(**texts)
    refusals += _channel_faults(channel, signed_on)
    refusals += agency.period(
        signed_on=signed_on, starts_on=starts_on, ends_on=ends_on, today=timezone.localdate()
    )
    refusals += agency.amount("fee_wan", "约定费用", fee_wan, least=Decimal(0))
    if file is None:
        refusals.append(Refusal("channels.file", "没有上传协议文本", "请上传双方签订的协议扫描件。", "file"))
    if refusals or file is None:
        raise Refused(*refusals)
    with recording(actor) as book:
        evidence = [add_evidence(actor=actor, stream=file, name=file_name)]
        contract = store.channels.sign_contract(
            book,
            introducer=row,
            channel=channel,
            office=owner,
            signed_on=signed_on,
            starts_on=starts_on,
            ends_on=ends_on,
            fee_wan=fee_wan,
            evidence=evidence,
            **texts,
        )
    return contract.code


def _channel_faults(channel: str, signed_on: date) -> list[Refusal]:
    """The channel is one that contracts could be signed for on that day."""
    if wrong := undated(["channels.agency"], on=signed_on, field="signed_on"):
        return wrong
    return checks.coded("channel", "渠道", channel, selectors.agency_channels(on=signed_on))
