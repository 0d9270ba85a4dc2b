"""Muniment: the promises a UK council makes about personal data, kept and proved."""
