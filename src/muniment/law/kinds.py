"""The `kind` that a law file may name, and the shape its rules then have.

A new kind is a frozen dataclass in `law/rules`, one line in that module's KINDS, and what decides with it in core. The
keys of `[version.rule]` are the names of its fields, and their types are checked when the file is read.
"""

from muniment.law.rules import clocks, contents, exemptions, processing, rights, risks

KINDS: dict[str, type] = (
    clocks.KINDS | contents.KINDS | exemptions.KINDS | processing.KINDS | rights.KINDS | risks.KINDS
)
