"""Codes the coalition reports by: SDG goals, targets and indicators; drivers; groups."""
