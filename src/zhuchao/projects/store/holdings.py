"""What projects hold of a company, for a merge of two rows of the master."""

from zhuchao.companies.engine.merging import Holding
from zhuchao.companies.store.merging import by_code
from zhuchao.projects.models import Project, ProjectParty
from zhuchao.terms.actor import Actor


def of_company(actor: Actor) -> list[Holding]:
    """Rows of projects and of their parties move; the dated facts of the investor stay as they were recorded."""
    return [by_code(Project, "项目"), by_code(ProjectParty, "项目参与方")]
