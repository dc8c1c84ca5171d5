"""Writing to the ledger."""

from zhuchao.ledger.store.book import Book, recording

__all__ = ["Book", "recording"]
