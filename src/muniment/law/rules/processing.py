"""What provisions on lawfulness, openness and partners can rule."""

KINDS: dict[str, type] = {}
