"""What a stage needs, from given rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao.projects.engine.needs import Held, Words, missing, needs_from_rules
from zhuchao.terms.source import Rule, Source, Standing

CODES = ("a", "b", "c")
KINDS = ("field", "paper", "contract")


def rule(needs, standing=Standing.OWN_CHOICE, confirmed="", **limits):
    return Rule(
        "projects.needs.signed",
        "签约需要的内容",
        date(2020, 1, 1),
        None,
        Source("示例办法", "第三条"),
        standing,
        {"needs": needs, **limits},
        confirmed_by=confirmed,
    )


def read(*rules, klass="emerging", form="lease"):
    return needs_from_rules(rules, klass=klass, form=form)


def test_limits_of_class_and_form():
    """A rule for others asks nothing."""
    asked = [{"paper": "permit"}]
    assert read(rule(asked, classes=["hq"])) == []
    assert read(rule(asked, forms=["build"])) == []
    assert len(read(rule(asked, classes=["emerging"], forms=["lease"]))) == 1


def test_an_unread_source_warns_until_confirmed():
    """design.md 2.3: what nobody read does not block before the district confirms it."""
    asked = [{"paper": "permit"}]
    assert not read(rule(asked, Standing.SECONDARY))[0].blocks
    assert read(rule(asked, Standing.SECONDARY, "示例区政府办"))[0].blocks


def test_one_of_several_is_enough():
    """``any`` is met by one of its papers and named with all."""
    asked = read(rule([{"any": ["invoice", "tax_proof"]}]))
    words = Words(papers={"invoice": "发票", "tax_proof": "纳税证明"})
    assert [m.label for m in missing(asked, Held(), words)] == ["发票或纳税证明"]
    assert missing(asked, Held(papers={"tax_proof"}), words) == []


def test_a_refusal_says_everything():
    """Rule, field, article and next step."""
    lacking = missing(read(rule([{"field": "jobs"}])), Held(), Words(fields={"jobs": "就业"}))
    told = lacking[0].refusal("签约")
    assert (told.rule, told.field) == ("projects.needs.signed", "field_jobs")
    assert "第三条" in told.article
    assert "签约" in told.reason and "就业" in told.reason
    assert told.next_step


def test_an_unknown_kind_is_a_fault_of_the_file():
    """A word the engine does not know is no silent yes."""
    with pytest.raises(ValueError, match="未知的要求"):
        read(rule([{"stamp": "red"}]))


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(CODES)), unique=True),
    st.sets(st.sampled_from(CODES)),
    st.sets(st.sampled_from(CODES)),
    st.sets(st.sampled_from(CODES)),
    st.sets(st.sampled_from(CODES)),
)
def test_missing_is_exactly_what_is_neither_held_nor_waived(asked, fields, papers, contracts, waived):
    """Against the plain reading of the words."""
    needs = read(rule([{kind: code} for kind, code in asked]))
    held = Held(fields, papers, contracts, False, waived)
    having = {"field": fields, "paper": papers, "contract": contracts}
    expected = [(k, c) for k, c in asked if c not in having[k] and c not in waived]
    assert [(m.need.kind, m.need.item) for m in missing(needs, held, Words())] == expected


@given(st.sets(st.sampled_from(CODES)), st.sets(st.sampled_from(CODES)))
def test_bringing_more_never_makes_more_missing(papers, more):
    """Monotone."""
    needs = read(rule([{"paper": c} for c in CODES]))
    before = missing(needs, Held(papers=papers), Words())
    assert set(missing(needs, Held(papers=papers | more), Words())) <= set(before)
