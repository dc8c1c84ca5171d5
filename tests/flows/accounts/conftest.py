"""A noun of the tests' own that registers duties, and administrators with passwords."""

import datetime

import pytest

from zhuchao import slots
from zhuchao.accounts.engine.duties import Duty, DutyBook
from zhuchao.slots import Slot
from zhuchao.terms.refusal import Refusal, Refused


class Promises:
    """The test noun: promises of offices, kept in memory; giving one away leaves an audit row."""

    def __init__(self):
        self.rows = {}
        self.calls = []

    def add(self, code, office, post="", due=None):
        """An open promise of an office and post."""
        self.rows[code] = Duty(
            "promise", code, f"示例承诺{code}", office, post, datetime.date(2026, 1, 5), due
        )
        return f"promise:{code}"

    def settle(self, code):
        """The promise was met."""
        del self.rows[code]

    def open(self, actor, office_code):
        """Every open promise of the office that the actor sees."""
        return [
            d for d in self.rows.values() if d.office_code == office_code and actor.sees_office(office_code)
        ]

    def reassign(self, actor, codes, to_office, to_post):
        """Give promises to another office and post."""
        from zhuchao.ledger.store import recording

        with recording(actor) as book:
            for code in codes:
                old = self.rows.get(code)
                if old is None:
                    raise Refused(Refusal("promise.gone", f"承诺{code}已了结", "请刷新页面。"))
                self.rows[code] = Duty(old.noun, code, old.title, to_office, to_post, old.since, old.due)
                book.audit("移交承诺", f"promise:{code}", old.title, office=to_office)
        self.calls.append((tuple(codes), to_office, to_post))

    def where(self, code):
        """Office and post of a promise."""
        return self.rows[code].office_code, self.rows[code].post_code


@pytest.fixture
def promises():
    """The test noun, registered for one test."""
    noun = Promises()
    slots.register(Slot.DUTY, "promise", DutyBook("promise", "承诺", noun.open, noun.reassign))
    yield noun
    slots.unregister(Slot.DUTY, "promise")


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """A ZHUCHAO_HOME for this test alone."""
    settings.ZHUCHAO_HOME = tmp_path
    return tmp_path


@pytest.fixture
def refuses():
    """Call a flow that must refuse; gives the Refused, whose ``forbidden`` must be as said."""

    def check(flow, *, match=None, forbidden=False, **arguments):
        with pytest.raises(Refused, match=match) as caught:
            flow(**arguments)
        assert caught.value.forbidden is forbidden, str(caught.value)
        assert all(r.next_step for r in caught.value.refusals)
        return caught.value

    return check
