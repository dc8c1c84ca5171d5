"""An officer says what a company is, where the system judged otherwise."""

from zhuchao.chains import selectors, store
from zhuchao.chains.selectors import JudgedCompany
from zhuchao.chains.selectors.industry import corrections
from zhuchao.chains.selectors.industry.gbt import class_titled
from zhuchao.chains.selectors.industry.learning import declared
from zhuchao.companies.engine import rights
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def correct_placement(
    *,
    actor: Actor,
    uscc: str,
    reason: str,
    industry: str = "",
    gbt: str = "",
    chain: str = "",
    link: str = "",
    on: bool = True,
) -> str:
    """Keep that the company is of ``industry``, of the class ``gbt`` of GB/T 4754 (its code or name), or stands on
    ``link`` of ``chain`` (``on`` False: does not).

    Its page, lists and counts show it from now on, and the next training learns from industries and classes. Returns
    the code of the correction. Raises Refused when the actor does not keep companies, nothing is known of the
    company, the reason is missing, the industry, class or link is unknown, or nothing would change.
    """
    rights.need_keeper(actor)
    company = selectors.judged_company(actor, uscc)
    if not reason.strip():
        raise Refused(
            Refusal("chains.correct-reason", "没有写理由", "请写明依据，如实地走访或年报。", "reason")
        )
    if industry:
        kind, subject, said, chosen = _of_industry(company, industry)
    elif gbt:
        kind, subject, said, chosen = corrections.CLASS, "", company.gbt.shown, class_titled(gbt)
    else:
        kind, subject, said, chosen = _of_link(actor, company, chain, link, on)
    if said == chosen:
        raise Refused(
            Refusal(
                "chains.correct-same",
                f"系统现在的判断就是“{chosen}”",
                "无须更正。",
                "industry" if industry else "gbt" if gbt else "link",
            )
        )
    with recording(actor) as book:
        return store.keep_correction(
            book, company.uscc, company.name, company.scope, kind, subject, said, chosen, reason.strip()[:200]
        )


def _of_industry(company: JudgedCompany, industry: str) -> tuple[str, str, str, str]:
    if industry not in declared().classes:
        raise Refused(
            Refusal(
                "chains.correct-industry", f"没有“{industry}”这个行业", "请选择申万一级行业。", "industry"
            )
        )
    return corrections.INDUSTRY, "", company.industry.shown, industry


def _of_link(
    actor: Actor, company: JudgedCompany, chain: str, link: str, on: bool
) -> tuple[str, str, str, str]:
    found = selectors.chain(actor, chain)
    place = selectors.link_of(found, link)
    stands = any((p.chain, p.link) == (found.code, place.code) for p in company.placed)
    return (
        corrections.LINK,
        f"{found.code}/{place.code}",
        corrections.ON if stands else corrections.OFF,
        corrections.ON if on else corrections.OFF,
    )
