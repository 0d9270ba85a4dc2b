"""The `kind` that a law file may name, and where the shape of its rules stands: loaded only when a file names it.

A new kind is a frozen dataclass in a module of `law/rules`, one line here, and what decides with it in core. The keys
of `[version.rule]` are the names of its fields, and their types are checked when the file is read.
"""

from importlib import import_module

KINDS = {
    "time-limit": "clocks:TimeLimit",
    "extension": "clocks:Extension",
    "restart": "clocks:Restart",
    "pause": "clocks:Pause",
    "counting": "clocks:Counting",
    "period": "clocks:Period",
    "periods": "clocks:Periods",
    "keeping": "clocks:Keeping",
    "contents": "contents:Contents",
    "exemption": "exemptions:Exemption",
    "manual-data": "exemptions:ManualData",
    "cost-limits": "exemptions:CostLimits",
    "balance": "exemptions:Balance",
    "presumptions": "exemptions:Presumptions",
    "precedence": "exemptions:Precedence",
    "gate-order": "exemptions:GateOrder",
    "opinion-givers": "exemptions:OpinionGivers",
    "grounds": "grounds:Grounds",
    "follows-rights": "grounds:FollowsRights",
    "restricted": "grounds:Restricted",
    "automated-decisions": "grounds:AutomatedDecisions",
    "criteria": "criteria:Criteria",
    "conditions": "criteria:Conditions",
    "public-authorities": "processing:PublicAuthorities",
    "officer-duty": "processing:OfficerDuty",
    "fee-tiers": "processing:FeeTiers",
    "lawful-bases": "processing:LawfulBases",
    "new-enactments": "processing:NewEnactments",
    "earlier-enactments": "processing:EarlierEnactments",
    "compatibility": "processing:Compatibility",
    "special-categories": "special_categories:SpecialCategories",
    "schedule-1": "special_categories:Schedule1",
    "offence-data": "special_categories:OffenceData",
    "transparency-scope": "processing:TransparencyScope",
    "accountability": "processing:Accountability",
    "routes": "processing:Routes",
    "regulator": "processing:Regulator",
    "right-on-bases": "rights:RightOnBases",
    "held-rights": "rights:HeldRights",
    "closed-list": "rights:ClosedList",
    "abuse-factors": "rights:Factors",
    "abuse-consequences": "rights:Consequences",
    "fee-cap": "rights:FeeCap",
    "requester": "rights:Requester",
    "competence": "rights:Competence",
    "parental-request": "rights:ParentalRequest",
    "consent-age": "rights:ConsentAge",
    "age-attained": "rights:AgeAttained",
    "dpia-triggers": "risks:Triggers",
    "dpia-criteria": "risks:ScreeningCriteria",
    "risk-matrix": "risks:RiskMatrix",
    "consultation-gate": "risks:ConsultationGate",
    "breach-duty": "breaches:BreachDuty",
    "breach-severity": "breaches:BreachSeverity",
    "breach-policy": "breaches:BreachPolicy",
    "transfer-rule": "transfers:TransferRule",
    "approved-destinations": "transfers:ApprovedDestinations",
    "transfer-safeguards": "transfers:TransferSafeguards",
    "saving": "transfers:Saving",
    "marketing-meaning": "marketing:MarketingMeaning",
    "marketing-rule": "marketing:MarketingRule",
    "penalty-ceiling": "marketing:PenaltyCeiling",
    "opt-out": "optout:OptOut",
    "opt-out-file": "optout:OptOutFile",
}
"""Module of `law/rules` and class, by kind."""


def shape(kind: str) -> type:
    """The class whose fields the rules of that kind fill."""
    module, _, name = KINDS[kind].partition(":")
    found: type = getattr(import_module(f"muniment.law.rules.{module}"), name)
    return found
