"""What provisions on the rights of data subjects can rule."""

KINDS: dict[str, type] = {}
