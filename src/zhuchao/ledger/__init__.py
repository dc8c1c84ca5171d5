"""Facts, evidence files, the audit trail and the hash chain."""
