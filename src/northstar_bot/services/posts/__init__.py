"""Planned posts: the ledger, the pump, what is said when one fails."""
