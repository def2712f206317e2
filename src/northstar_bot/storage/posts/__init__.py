"""The ledger of planned posts and the inbox of events."""
