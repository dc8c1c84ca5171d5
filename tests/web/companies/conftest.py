"""A company of the master and a contact of it."""

import pytest


@pytest.fixture
def pumps(actors, small_lake):
    """A company of the registry that 示例街道一 took into the master; its code."""
    from zhuchao.companies import flows

    return flows.adopt_company(actor=actors["officer"], uscc=small_lake.codes["绍兴市柯桥区示例水泵厂"])


@pytest.fixture
def contact(actors, pumps):
    """A contact of it; its code."""
    from zhuchao.companies import flows

    return flows.add_contact(
        actor=actors["officer"], uscc=pumps, name="示例某", phone="13800001234", purpose="扩产对接"
    )
