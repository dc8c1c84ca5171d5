"""Keeps the invented registry as a file, and what a demonstration home remembers; moves the clock while it is filled."""

from zhuchao.demo.store.clock import Clock, travelling
from zhuchao.demo.store.passwords import printed_passwords
from zhuchao.demo.store.registry import set_default_actor, write_registry

__all__ = ["Clock", "printed_passwords", "set_default_actor", "travelling", "write_registry"]
