"""The register of exemptions: the provisions of law/uk/dpa_2018/exemptions, one file for each code."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from muniment.law import load
from muniment.law.provisions import Provision, Version
from muniment.law.rules.exemptions import Exemption

REGISTER = "dpa_2018/exemptions/"


@cache
def exemptions() -> Mapping[str, Provision[Exemption]]:
    """Every exemption by its code, sorted."""
    found = (load.provision(name, Exemption) for name in load.names() if name.startswith(REGISTER))
    return MappingProxyType(dict(sorted((one.versions[0].rule.code, one) for one in found)))


def exemption(code: str, *, decided_on: date) -> Version[Exemption]:
    """The exemption of a code of the register on that day; NoLawInForce where none is held for it."""
    return load.governing(exemptions()[code].name, Exemption, decided_on=decided_on)
