"""What exemptions, gates and the exceptions of single rights can rule."""

KINDS: dict[str, type] = {}
