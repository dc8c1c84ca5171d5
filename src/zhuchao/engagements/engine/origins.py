"""Where a lead came from and whom it is told back to."""

#: Code → word of whom a verdict is fed back to.
FEED_BACK_TO = {"company": "企业", "introducer": "引荐人"}
