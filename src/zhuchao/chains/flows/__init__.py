"""What a person can do with chains: one verb, one file, one transaction."""

from zhuchao.chains.flows.claim_target import claim_target
from zhuchao.chains.flows.correct_placement import correct_placement
from zhuchao.chains.flows.refresh_placements import refresh_placements
from zhuchao.chains.flows.save_target_list import save_target_list
from zhuchao.chains.flows.train_classes import train_classes
from zhuchao.chains.flows.train_industries import train_industries
from zhuchao.chains.flows.train_targeting import train_targeting
from zhuchao.chains.store import of_company

__all__ = [
    "claim_target",
    "correct_placement",
    "of_company",
    "refresh_placements",
    "save_target_list",
    "train_classes",
    "train_industries",
    "train_targeting",
]
