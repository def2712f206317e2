"""Requests, forms and verdicts, drawn."""
