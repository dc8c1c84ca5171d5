"""What a person can do with companies, contacts and the registry: one verb, one file."""

from zhuchao.companies.flows.add_company import add_company
from zhuchao.companies.flows.add_contact import add_contact
from zhuchao.companies.flows.adopt_company import adopt_company
from zhuchao.companies.flows.correct_company import correct_company
from zhuchao.companies.flows.drop_contact import drop_contact
from zhuchao.companies.flows.import_files import import_files
from zhuchao.companies.flows.import_registry import import_registry
from zhuchao.companies.flows.import_upload import import_upload
from zhuchao.companies.flows.judge_twins import judge_twins
from zhuchao.companies.flows.merge_companies import merge_companies
from zhuchao.companies.flows.reassign_contacts import reassign_contacts
from zhuchao.companies.flows.receive_files import receive_files
from zhuchao.companies.flows.rename_company import rename_company
from zhuchao.companies.flows.reveal_contact import ContactValues, reveal_contact
from zhuchao.companies.flows.start_import import start_import
from zhuchao.companies.flows.undo_merge import undo_merge
from zhuchao.companies.store.merging import own_holdings

__all__ = [
    "ContactValues",
    "add_company",
    "add_contact",
    "adopt_company",
    "correct_company",
    "drop_contact",
    "import_files",
    "import_registry",
    "import_upload",
    "judge_twins",
    "merge_companies",
    "own_holdings",
    "reassign_contacts",
    "receive_files",
    "rename_company",
    "reveal_contact",
    "start_import",
    "undo_merge",
]
