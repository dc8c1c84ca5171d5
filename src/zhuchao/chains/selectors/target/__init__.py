"""One target company: what an officer must know of it in ten seconds, and what it rests on."""

from zhuchao.chains.selectors.target.learned import Learned, learned_cities
from zhuchao.chains.selectors.target.page import TargetPage, target_page
from zhuchao.chains.selectors.target.ways import TOPIC

__all__ = ["TOPIC", "Learned", "TargetPage", "learned_cities", "target_page"]
