"""One search: rounds of questions until no new key appears, each row given to the people it belongs to.

Collections are asked in the order of the plan, each once where the map has no cycle; where it has, until
nothing new comes back. Rows stream to a sink as they arrive. What must be remembered stands in a KeyStore.
"""

from collections.abc import Iterator

from muniment.core.errors import Refused, UsageError
from muniment.core.finding.plan import plan
from muniment.core.finding.rules import IdentityRule, identities
from muniment.core.finding.strands import Given, Strands
from muniment.core.finding.visit import Candidates, Entry, RowNames, Sender, Watch, lookup
from muniment.core.identity.matching import is_known, normal_form, starts_search
from muniment.core.values import CollectionId
from muniment.runs.search.asking import Desk, Question, ask
from muniment.runs.search.keystore import KeyStore
from muniment.runs.search.receiving import Receiver
from muniment.runs.search.request import Outcome, Request, Sink
from muniment.runs.search.settling import settle
from muniment.runs.search.state import Search

KEYS_AT_ONCE = 100_000
"""How many keys one look-up carries for each rule; more keys make more look-ups."""


def search(request: Request, sink: Sink) -> Iterator[Outcome]:
    """Finds everything held on each person, and yields the outcomes in the order of the people.

    One who is refused does not stop the others. A system or collection that does not answer is named in the
    findings, which are then not complete.
    """
    given = dict.fromkeys(identity for person in request.people for identity in person.identities)
    the_plan = plan(request.datamap, given)
    one = Search(
        request=request,
        sink=sink,
        plan=the_plan,
        held=identities(request.datamap),
        desks={name: Desk(system) for name, system in request.systems.items()},
        store=KeyStore(),
        strands=Strands(the_plan.subjects),
    )
    try:
        yield from settle(one, _Rounds(one).run())
    finally:
        one.store.close()
        for desk in one.desks.values():
            desk.close()


class _Rounds:
    """The rounds of one search."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._plan = search.plan
        self._store = search.store
        self._receiver = Receiver(search)
        self._names = {one: RowNames() for one in search.plan.order}
        self._candidates = {
            one: Candidates(search.request.datamap.collection(one), search.request.chosen.get(one))
            for one in search.plan.subjects
        }
        self._visited: set[CollectionId] = set()

    def run(self) -> list[Question]:
        """Asks until nothing waits; every question that was asked."""
        for number in range(len(self._search.request.people)):
            self._send_known(number)
        questions: list[Question] = []
        while not self._search.all_refused and (ready := self._ready()):
            asked = [self._question(one) for one in ready]
            questions.extend(asked)
            for question, batch in ask(self._search.desks, asked):
                question.hits += len(batch)
                self._receiver.take(question, batch)
                self._search.request.progress(question.collection.id, question.hits)
                if self._search.all_refused:
                    break
            for question in asked:
                for person, refusal in (question.candidates.ambiguous() if question.candidates else {}).items():
                    self._search.errors.setdefault(person, refusal)
        return questions

    def _send_known(self, number: int) -> None:
        """Sends a person's identifiers, or refuses the person when no search can start from them."""
        person = self._search.request.people[number]
        if any(key not in self._search.held and not is_known(key) for key in person.identities):
            self._search.errors[number] = UsageError(
                "An identifier is given under a key that is no identity of the map, so it cannot be searched for. "
                f"The map holds: {', '.join(sorted(self._search.held)) or 'none'}. Correct the key."
            )
            return
        ways: dict[str, list[IdentityRule]] = {}
        for rule in self._plan.identity_rules:
            ways.setdefault(rule.identity, []).append(rule)
        starts = [(key, value) for key, values in person.identities.items() if key in ways for value in values]
        for at, (identity, value) in enumerate(starts):
            forms = [(rule, normal_form(rule.match, value)) for rule in ways[identity]]
            usable = [(rule, form) for rule, form in forms if form is not None]
            if not usable:
                self._search.errors[number] = UsageError(
                    f"One {identity} given is empty or not of that kind, so it cannot be searched for. Correct it."
                )
            sender = Sender(self._search.strands.start(number, Given(identity, at)), 0)
            for rule, form in usable:
                self._store.send(rule.number, (form,), sender)
        if not starts:
            given = ", ".join(sorted(person.identities)) or "nothing"
            shared = all(is_known(key) and not starts_search(key) for key in person.identities)
            why = "too many people share it" if shared else "no collection of the map is searched by it"
            self._search.errors[number] = Refused(
                f"No search can start from {given}: {why}. "
                "Give an e-mail address, a telephone number or another identifier that the map marks as an identity."
            )

    def _ready(self) -> list[CollectionId]:
        """The collections with waiting keys that no other such collection must be asked before."""
        pending = [
            one for one in self._plan.order if any(self._store.waiting(rule.number) for rule in self._plan.into(one))
        ]
        return [one for one in pending if not any(self._is_before(other, one) for other in pending)]

    def _is_before(self, other: CollectionId, one: CollectionId) -> bool:
        """Whether `other` can still send keys to `one`; where each can to the other, the order of the plan decides."""
        if other == one or one not in self._plan.leads_to[other]:
            return False
        in_a_cycle = other in self._plan.leads_to[one]
        return not in_a_cycle or self._plan.order.index(other) < self._plan.order.index(one)

    def _question(self, id: CollectionId) -> Question:
        """The next visit to a collection, with the keys that wait on the rules into it."""
        collection = self._search.request.datamap.collection(id)
        rules = [rule for rule in self._plan.into(id) if self._store.waiting(rule.number)]
        desk = self._search.desk_of(id)
        is_whole = all(self._store.waiting(rule.number) <= KEYS_AT_ONCE for rule in rules)
        is_only_visit = is_whole and id not in self._plan.leads_to[id] and id not in self._visited
        self._visited.add(id)
        entries = []
        for rule in rules:
            folds = not isinstance(rule, IdentityRule) and desk.folds(collection, rule.target_fields)
            entry = Entry(rule, collection, folds=folds)
            for key, sender in self._store.take(rule.number, KEYS_AT_ONCE):
                entry.add(key, sender)
            entries.append(entry)
        self._names[id].new_lookup()
        return Question(
            collection=collection,
            number=self._plan.order.index(id),
            system=desk.settings.name,
            entries=entries,
            lookup=lookup(collection, entries),
            names=None if is_only_visit else self._names[id],
            watch=Watch(
                collection,
                is_subject=id in self._plan.subjects,
                shared=frozenset(
                    rule.number for rule in rules if isinstance(rule, IdentityRule) or not rule.link.is_unique
                ),
                fan_out=desk.settings.fan_out,
            ),
            candidates=self._candidates.get(id),
            asked="; ".join(str(rule) for rule in rules),
        )
