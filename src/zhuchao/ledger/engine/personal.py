"""Personal data in the chain: a keyed, salted digest stands for the value.

The salt lies beside the value and goes with it: after a purge not even the holder of the key can
try out all telephone numbers.
"""

import hashlib
import hmac

#: The key's file in the home; it is never in the database.
KEY_FILE = "personal-key"
#: How a digest is marked among the values of an audit row.
MARK = "personal:"


def keyed_digest(key: bytes, salt: str, value: str) -> str:
    """The digest of a value under the home's key and the value's own salt."""
    return hmac.new(key, f"{salt}\n{value}".encode(), hashlib.sha256).hexdigest()
