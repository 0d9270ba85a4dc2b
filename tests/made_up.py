"""Identifiers that no person can have, from published test ranges only, for properties to draw from.

| kind      | range                                                        |
|-----------|--------------------------------------------------------------|
| NHS       | 999 xxx xxxx, which the NHS keeps for tests                  |
| NINO      | prefix QQ, which stands in HMRC's examples only              |
| telephone | 07700 900xxx and 01632 960xxx, which Ofcom keeps for drama   |

The check digit is worked out here on its own, so that the code under test does not judge itself.
"""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy


@st.composite
def nhs_numbers(draw: DrawFn) -> str:
    """A number of the NHS test range with a right check digit."""
    serial = draw(st.integers(0, 999_998).filter(lambda one: _modulo_11(f"999{one:06d}") != 10))
    return f"999{serial:06d}{_modulo_11(f'999{serial:06d}')}"


def ninos() -> SearchStrategy[str]:
    """A National Insurance number as it stands in examples, with or without its suffix."""
    return st.builds("QQ{:06d}{}".format, st.integers(0, 999_999), st.sampled_from(["", *"ABCD"]))


def telephones() -> SearchStrategy[str]:
    """A mobile or landline number of the ranges kept for drama, as E.164."""
    return st.builds("+44{}{:03d}".format, st.sampled_from(["7700900", "1632960"]), st.integers(0, 999))


@st.composite
def typed(draw: DrawFn, text: str) -> str:
    """The same text as somebody may type it: with blanks and hyphens between, in small letters."""
    apart = draw(
        st.lists(st.sampled_from(["", "", " ", "-", "\u00a0", "\u2013"]), min_size=len(text), max_size=len(text))
    )
    spaced = "".join(gap + one for gap, one in zip(apart, text, strict=True))
    return draw(st.sampled_from([spaced, spaced.lower(), f"  {spaced}\n"]))


def _modulo_11(nine: str) -> int:
    weighted = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    return (11 - weighted % 11) % 11
