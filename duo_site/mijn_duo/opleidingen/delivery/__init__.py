"""Deliveries of the operator: the opleidingen of many onderwijsinstellingen, one period a line."""
