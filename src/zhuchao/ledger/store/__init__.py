"""Writing to the ledger."""

from zhuchao.ledger.store.book import Book, recording
from zhuchao.ledger.store.busy import if_free

__all__ = ["Book", "if_free", "recording"]
