"""What is written about offices, people and desks. Flows decide, these write."""

from zhuchao.accounts.store.messages import post_message, tell_heads, tell_post

__all__ = ["post_message", "tell_heads", "tell_post"]
