"""Deliveries of the operator: files in JSON Lines or CSV, of which good lines are written and bad lines named."""
