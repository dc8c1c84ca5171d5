"""The clock of the seed: the 示例 district has lived through five years, so each act is done at its own moment.

Nothing but the seeding of a demonstration home may use it: everywhere else a record bears the moment it was made.
"""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime

import time_machine

#: Sets the clock to a moment with a time zone; it runs on from there.
Clock = Callable[[datetime], None]


@contextlib.contextmanager
def travelling(start: datetime) -> Iterator[Clock]:
    """This process's clock stands at ``start`` and may be set forward until the block ends."""
    with time_machine.travel(start, tick=True) as traveller:
        yield traveller.move_to
