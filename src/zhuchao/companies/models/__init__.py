"""The rows of companies, one file a subject."""

from zhuchao.companies.models.contacts import Contact
from zhuchao.companies.models.imports import ImportRun, RunState
from zhuchao.companies.models.master import Company, CompanyFact, CompanyKind, FormerName

__all__ = ["Company", "CompanyFact", "CompanyKind", "Contact", "FormerName", "ImportRun", "RunState"]
