"""What provisions on risk, breaches, marketing and transfers can rule."""

KINDS: dict[str, type] = {}
