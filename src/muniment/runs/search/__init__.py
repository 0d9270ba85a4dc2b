"""Searching every system for what is held on people: the loop over look-ups, and what it leaves behind."""

from muniment.runs.search.request import Outcome, Request, Sink, unseen
from muniment.runs.search.run import search

__all__ = ["Outcome", "Request", "Sink", "search", "unseen"]
