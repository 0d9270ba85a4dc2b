"""What an officer should look at in a found row: which identifiers it confirms, and which may be somebody else's."""

from dataclasses import dataclass

from muniment.core.datamap.model import Collection, Field, MatchRule
from muniment.core.finding.keys import canonical
from muniment.core.finding.ports import Row
from muniment.core.finding.reading import ValuesOf, values_reader
from muniment.core.identity.matching import normal_form, rule_for, starts_search
from muniment.core.values import Person

_IDENTIFYING = ("user.name", "user.contact", "user.government_id", "user.demographic.date_of_birth")
_OF_THE_HOUSE = "user.contact.address"
_BIRTH = frozenset({"date_of_birth", "birth_date"})
_NAMES = frozenset({"name", "first_name", "last_name"})
_MAY_BE_SHARED = frozenset({"email", "phone_number", "last_name", "postcode", "uprn"})

DIFFERS = "not the {} that was given"
NOT_KNOWN = "no {} was given, and the row confirms no identifier that was"
IN_DOUBTFUL_ROW = "may be about somebody else: the row holds another {} than was given"
IN_SHARED_ROW = "may be about somebody else: the row is about several people"
OF_SOMEONE_ELSE = "about somebody else: the row is another person's own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one row shows about the person: identity keys it agrees with or holds otherwise, and suspect fields.

    `suspects` are to be marked in any row; `suspects_if_shared` only in one that is about several people. A
    row is suspect in every field that identifies someone when it holds another birth date (a child under
    the parent's e-mail), when it holds another name and confirms no more than an e-mail or telephone, which a
    household may share, or when it holds some identity otherwise and confirms none that starts a search
    (another member of the household in one claim). In a row that confirms none, an identifier of a kind that
    was not given is suspect too.
    """

    agrees: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    suspects: tuple[tuple[str, str], ...] = ()  # field, why
    suspects_if_shared: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.agrees or self.differs or self.suspects_if_shared)


_NOTHING = Sight()


class Reviewer:
    """Compares the rows of one collection with what is known of the people searched for."""

    def __init__(self, collection: Collection) -> None:
        self._fields = [
            (leaf, ".".join(leaf.path), _rule(leaf), values_reader(collection, leaf.path))
            for leaf in collection.leaves()
            if leaf.identity or _is_identifying(leaf)
        ]

    def sight(self, row: Row, known: "Known") -> Sight:
        """What the row shows about the person."""
        if not self._fields:
            return _NOTHING
        agrees: list[str] = []
        differs: list[str] = []
        suspects: dict[str, str] = {}
        not_given: dict[str, str] = {}
        if_shared: list[str] = []
        for leaf, name, rule, read in self._fields:
            forms = _forms(leaf, rule, read, row)
            if not forms:
                continue
            given = known.forms(leaf.identity, rule)
            if given and forms <= given:
                agrees.append(leaf.identity or "")
                continue
            if_shared.append(name)
            if not given and leaf.identity and starts_search(leaf.identity):
                not_given[name] = NOT_KNOWN.format(leaf.identity)
            if given and leaf.identity:
                differs.append(leaf.identity)
                if starts_search(leaf.identity):
                    suspects[name] = DIFFERS.format(leaf.identity)
        is_confirmed = any(map(starts_search, agrees))
        if not is_confirmed:
            suspects = not_given | suspects
        is_sure = any(key not in _MAY_BE_SHARED for key in agrees)
        telling = [key for key in differs if key in _BIRTH or not is_confirmed or (key in _NAMES and not is_sure)]
        if telling:
            suspects = dict.fromkeys(if_shared, IN_DOUBTFUL_ROW.format(telling[0])) | suspects
        return Sight(
            agrees=tuple(agrees),
            differs=tuple(differs),
            suspects=tuple(suspects.items()),
            suspects_if_shared=tuple(if_shared),
        )


class Known:
    """The identifiers given for one person, in the normal forms that fields compare."""

    def __init__(self, person: Person) -> None:
        self._given = person.identities
        self._forms: dict[tuple[str, MatchRule], frozenset[str]] = {}

    def forms(self, identity: str | None, rule: MatchRule) -> frozenset[str]:
        """The normal forms of the values given for an identity; empty when none was."""
        if identity is None:
            return frozenset()
        wanted = (identity, rule)
        if wanted not in self._forms:
            keys = _BIRTH if identity in _BIRTH else (identity,)
            forms = (normal_form(rule, value) for key in keys for value in self._given.get(key, ()))
            self._forms[wanted] = frozenset(form for form in forms if form is not None)
        return self._forms[wanted]


def _forms(leaf: Field, rule: MatchRule, read: ValuesOf, row: Row) -> set[str]:
    texts = (canonical(value) for value in read(row))
    forms = (normal_form(rule, text, leaf.notes.format) for text in texts if text is not None)
    return {form for form in forms if form is not None}


def _rule(leaf: Field) -> MatchRule:
    return rule_for(leaf.identity or "", leaf.notes.match)


def _is_identifying(leaf: Field) -> bool:
    return any(one.startswith(_IDENTIFYING) and not one.startswith(_OF_THE_HOUSE) for one in leaf.categories)
