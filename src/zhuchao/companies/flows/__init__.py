"""What a person can do with companies, contacts and the registry: one verb, one file."""

from zhuchao.companies.flows.import_registry import import_registry

__all__ = ["import_registry"]
