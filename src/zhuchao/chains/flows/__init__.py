"""What a person can do with chains: one verb, one file, one transaction."""

from zhuchao.chains.flows.claim_target import claim_target
from zhuchao.chains.flows.refresh_placements import refresh_placements
from zhuchao.chains.flows.save_target_list import save_target_list

__all__ = ["claim_target", "refresh_placements", "save_target_list"]
