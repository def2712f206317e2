"""Requests and their history."""
