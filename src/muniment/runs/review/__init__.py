"""Making the reviewed bundle: from a folder of findings and the decisions on it, row by row."""

from muniment.runs.review.make import Outcome, make_reviewed

__all__ = ["Outcome", "make_reviewed"]
