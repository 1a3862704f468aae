"""From parsed passages and mentions to relation mentions: what each sentence says."""
