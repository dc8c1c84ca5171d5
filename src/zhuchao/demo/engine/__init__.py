"""Invents companies that nobody can take for real ones: pure, and the same for the same seed."""

from zhuchao.demo.engine.invent import Invented, LinkWords, Place, Plan, invent

__all__ = ["Invented", "LinkWords", "Place", "Plan", "invent"]
