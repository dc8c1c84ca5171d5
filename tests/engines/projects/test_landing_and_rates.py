"""Landing profiles, evidence as bits, and what was agreed against what came about."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zhuchao.projects.engine.cohort import Text, large, signed, total, within
from zhuchao.projects.engine.landing import Items, Profile, complete, landed_by
from zhuchao.projects.engine.needs import Held, Need, Words, missing
from zhuchao.projects.engine.rates import Due, Planned, Way, agreed, fulfilled, signings

DISTRICT = Profile(("registered",), (("sited",), ("filed", "money")), (("money",),))
FULL = ("registered", "filed", "sited", "started")
DAY = date(2026, 1, 1)


def test_the_district_profile():
    """Registered and one of site, or filing with verified money; where the route has neither, verified money."""
    assert landed_by(DISTRICT, FULL, {"registered", "sited"}, money=False) == ("registered", "sited")
    assert landed_by(DISTRICT, FULL, {"registered", "filed"}, money=True) == ("registered", "filed", "money")
    assert landed_by(DISTRICT, FULL, {"registered", "filed"}, money=False) == ()
    assert landed_by(DISTRICT, FULL, {"registered"}, money=True) == ()
    assert landed_by(DISTRICT, FULL, {"sited"}, money=True) == ()
    assert landed_by(DISTRICT, ("registered", "started"), {"registered"}, money=True) == (
        "registered",
        "money",
    )


_NEEDS = st.lists(
    st.one_of(
        st.sampled_from("abc").map(lambda c: Need("field", (c,), "r", "", "", True)),
        st.sampled_from("abc").map(lambda c: Need("paper", (c,), "r", "", "", True)),
        st.just(Need("any", ("a", "b"), "r", "", "", True)),
        st.just(Need("money", ("any",), "r", "", "", True)),
        st.just(Need("paper", ("d",), "r", "", "", False)),
    ),
    max_size=5,
)


@given(_NEEDS, st.sets(st.sampled_from("abc")), st.sets(st.sampled_from("abc")), st.booleans())
def test_bits_answer_as_the_engine_of_needs(needs, fields, papers, money):
    """The fast judgement and the one the pages give are one."""
    items = Items()
    masks = items.masks(needs)
    held = sum(bit for code, bit in items.codes("field").items() if code in fields)
    held += sum(bit for code, bit in items.codes("paper").items() if code in papers)
    held += sum(items.codes("money").values()) if money else 0
    lacking = [m for m in missing(needs, Held(fields, papers, (), money), Words()) if m.need.blocks]
    assert complete(held, masks) is not bool(lacking)


def _text(what, day, contract, amount, order=1):
    return Text("P", what, day, order, contract, Decimal(amount) if amount is not None else None, True)


def test_a_second_contract_adds_nothing_unless_the_first_ended():
    """Amendments count, a further contract does not, one that follows an ended one does."""
    first, more = _text("formal", DAY, "1", 100), _text("formal", date(2026, 5, 1), "2", 70)
    assert signed([first, more])["P"].amount == 100
    assert signed([first, more])["P"].again == (date(2026, 5, 1),)
    assert signed([first, _text("amendment", date(2026, 2, 1), "1", 120), more])["P"].amount == 120
    assert signed([first, _text("ended", date(2026, 3, 1), "1", None), more])["P"].amount == 70
    assert signed([_text("framework", DAY, "1", 100)]) == {}
    found = signed([first])
    assert within(found, date(2026, 1, 2), date(2026, 12, 31)) == {}
    assert total(found.values()) == (100, 100, 100)
    assert large(found.values(), Decimal(100)) == ["P"]


def test_a_day_moved_after_it_passed_stays():
    """Moved before it fell due, it is the new day; afterwards the old one."""
    first = Planned("P", "a", "enterprise", DAY, 1, date(2026, 3, 1), None)
    in_time = first._replace(said_on=date(2026, 2, 1), order=2, due_on=date(2026, 6, 1))
    late = first._replace(said_on=date(2026, 7, 1), order=3, due_on=date(2026, 12, 1))
    assert [d.due_on for d in agreed([late, first, in_time])] == [date(2026, 6, 1)]


def test_only_what_fell_due_counts_and_only_in_time_is_met():
    """Done late is not met; not yet due is not counted; sides stand apart."""
    duties = [
        Due("P", "a", "enterprise", DAY, None),
        Due("P", "b", "government", DAY, None),
        Due("P", "c", "enterprise", date(2027, 1, 1), None),
    ]
    done = {("P", "a"): DAY, ("P", "b"): date(2026, 1, 2)}
    both = fulfilled(duties, done, as_of=date(2026, 6, 1))
    assert (len(both.due), both.met) == (2, (("P", "a"),))
    assert fulfilled(duties, done, as_of=date(2026, 6, 1), side="government").met == ()


def test_from_lead_to_contract():
    """A lead qualifies by its verdict or by its project; without a verdict asked all do; a project counts once signed."""
    ways = [Way("a", "", "P1"), Way("b", "follow", "P2"), Way("c", "follow", ""), Way("d", "drop", "")]
    found = signings(ways, {"P1": True, "P2": False, "P9": True}, qualifying="follow")
    assert found == (("a", "b", "c"), ("a", "b"), ("a",))
    assert signings(ways, {}).cohort == ("a", "b", "c", "d")
    assert signings(ways, {"": True}).signed == ()
