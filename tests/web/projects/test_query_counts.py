"""List, stages and REST ask the database as often for 200 projects as for 20."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.urls import reverse

from zhuchao.projects.models import Project, ProjectOffice

pytestmark = pytest.mark.django_db
STAGES = ("lead", "intent", "talks", "signed", "registered")


@pytest.fixture
def more():
    """``more(n)``: so many projects of many posts, stages and assisting offices."""

    def add(count):
        start = Project.objects.count()
        made = Project.objects.bulk_create(
            Project(
                code=f"XM2501-{number:06d}",
                name=f"示例项目{number}",
                company_name=f"示例公司{number}",
                office_code=("T1", "T2", "C")[number % 3],
                post_code=("P-officer", "", "P-centre")[number % 3],
                klass=("emerging", "capital")[number % 2],
                nature="new",
                form=("lease", "stake")[number % 2],
                stage=STAGES[number % len(STAGES)],
                opened_on=date(2025, 1, 6),
                last_contact_on=date(2025, 1, 6),
                amount_wan=Decimal(number),
            )
            for number in range(start, start + count)
        )
        ProjectOffice.objects.bulk_create(
            ProjectOffice(project=project, office_code="B1", credit=10) for project in made[::4]
        )

    return add


def test_the_queries_are_flat(client_as, more, count_queries_of):
    """And as many as were kept."""
    client = client_as("centre")
    addresses = {
        "projects:list": reverse("projects:list") + "?size=200",
        "projects:kanban": reverse("projects:kanban"),
        "projects:api-list": "/api/v1/projects/projects?limit=500",
        "projects:api-stages": "/api/v1/projects/stages",
    }
    count_queries_of(more, {name: partial(client.get, url) for name, url in addresses.items()})
