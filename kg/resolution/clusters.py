"""Which chains of which documents mean one entity.

Chains of one key are one entity, save for namesakes whom their documents tell apart. Keys meet in one entity
where a rule proposes it or a person judges so. A person's judgement is never overruled by a rule, and where
two of them contradict each other, entities stay apart and the contradiction is reported.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.model import RULES, Chain, Doubt, Judgement, Refusal, Verdict
from kg.naming.folding import slug
from kg.resolution.keys import LOCAL, PERSON, THING, Key, distinct_ids
from kg.resolution.outline import Outline
from kg.resolution.people import Forced, Sense, compare_people, forbidden, senses
from kg.resolution.profiles import Profile, weigh
from kg.resolution.proposals import Doubtful, Proposal, pair
from kg.resolution.things import compare_things

STAGE = "judgements"


@dataclass(frozen=True, slots=True)
class Clusters:
    """The entities, and what led to them."""

    ids: Mapping[str, tuple[str, ...]]
    """For each document, the entities that its chains mean, in the order of its outline."""
    parts: Mapping[str, tuple[str, ...]]
    """For each entity, the ids of the keys that met in it, sorted."""
    judgements: tuple[Judgement, ...]
    """What rules judged, with reasons, sorted."""
    doubts: tuple[Doubt, ...]
    """What only a person can judge, sorted."""
    unheeded: tuple[Refusal, ...]
    """Judgements of people that could not be followed, sorted."""
    meant: Mapping[str, frozenset[str]]
    """The entities that each operand of a person's judgement means; those that mean none are missing."""


def cluster(outlines: Iterable[Outline], judgements: Iterable[Judgement] = ()) -> Clusters:
    """Return the entities of all chains; the same for any order of outlines and judgements.

    Only judgements of people count: what rules judged is judged again.
    """
    outlines = sorted(outlines, key=lambda each: each.document)
    people_said = [each for each in judgements if each.author != RULES]
    judged = sorted(
        (each for each in people_said if each.verdict in PAIRS),
        key=lambda each: (each.verdict, each.left, each.right, each.author, each.reason),
    )
    nodes = _Nodes.of(outlines, judged)
    ids = distinct_ids(nodes.chains)
    guessed = nodes.guessed()
    links = _Links(nodes.documents(), guessed)
    operands = _operands(outlines, nodes, ids) if people_said else {}
    unheeded = list(_heed(judged, operands, links))
    said: list[Judgement] = []
    for one, other, reason in nodes.namesakes:
        if links.keep_apart(one, other):
            said.append(Judgement(Verdict.NOT_SAME, ids[one], ids[other], reason, RULES))
    names = {key: nodes.name_of(key) for key in nodes.chains if key.group == PERSON}
    found = [*compare_things(nodes.chains, guessed, nodes.shown), *compare_people(names, nodes.profiles)]
    proposals = [each for each in found if isinstance(each, Proposal)]
    proposals.sort(key=lambda each: (-each.strength, each.left, each.right))
    said += [
        Judgement(Verdict.SAME, ids[each.left], ids[each.right], each.reason, RULES)
        for each in proposals
        if links.join(each.left, each.right)
    ]
    doubts = [
        Doubt(ids[each.left], ids[each.right], each.pro, each.con)
        for each in (*(each for each in found if isinstance(each, Doubtful)), *nodes.doubts)
        if links.open(each.left, each.right)
    ]
    entities = {key: ids[links.lead(key)] for key in nodes.chains}
    parts: dict[str, list[str]] = defaultdict(list)
    for key, entity in entities.items():
        parts[entity].append(ids[key])
    return Clusters(
        {id: tuple([entities[key] for key in keys]) for id, keys in nodes.of_chains.items()},
        {id: tuple(sorted(each)) for id, each in parts.items()},
        tuple(sorted(said, key=lambda each: (each.verdict, each.left, each.right))),
        tuple(sorted(doubts)),
        tuple(sorted(unheeded)),
        {
            operand: frozenset(ids[links.lead(key)] for key in operands[operand])
            for each in people_said
            for operand in each.operands
            if operand in operands
        },
    )


NOTHING_TOLD = Profile()
PAIRS = (Verdict.SAME, Verdict.NOT_SAME)


@dataclass(slots=True)
class _Nodes:
    """The keys of all chains, namesakes parted."""

    of_chains: dict[str, list[Key]] = field(default_factory=dict)
    """By document, in the order of its outline."""
    chains: dict[Key, list[Chain]] = field(default_factory=lambda: defaultdict(list))
    unsure: dict[Key, bool] = field(default_factory=dict)
    """Whether no document tells more of its class than a guess."""
    shown: set[Key] = field(default_factory=set)
    """Whose class some document makes evident."""
    profiles: dict[Key, Profile] = field(default_factory=dict)
    parted: dict[Key, dict[str, Key]] = field(default_factory=lambda: defaultdict(dict))
    """For a key that several may bear, as the names give it: the node each of its documents belongs to."""
    namesakes: list[tuple[Key, Key, str]] = field(default_factory=list)
    doubts: list[Doubtful] = field(default_factory=list)

    @classmethod
    def of(cls, outlines: Sequence[Outline], judged: Sequence[Judgement]) -> "_Nodes":
        nodes = cls()
        forced = _forced(judged)
        ids = distinct_ids({each.key for outline in outlines for each in outline.chains}) if forced else {}
        told: dict[Key, dict[str, Profile]] = {}
        for outline in outlines:
            for each in outline.chains:
                key = each.key
                if key.group != PERSON and not (forced and _said_of(key, ids, forced)):
                    continue  # one of its name
                profiles = told.setdefault(key, {})
                known, new = profiles.get(outline.document), each.profile or NOTHING_TOLD
                profiles[outline.document] = new if known is None else known.joined(new)
        for key in sorted(told):
            nodes._part(key, told[key], _said_of(key, ids, forced) if forced else None)
        for outline in outlines:
            nodes.of_chains[outline.document] = found = []
            for each in outline.chains:
                key = each.key
                node = nodes.parted[key][outline.document] if key in told else key
                found.append(node)
                nodes.chains[node].append(each.chain)
                nodes.unsure[node] = each.guessed and nodes.unsure.get(node, True)
                if each.shown:
                    nodes.shown.add(node)
        return nodes

    def _part(self, key: Key, told: Mapping[str, Profile], forced: Forced | None) -> None:
        """Make one node of a key, or one for each of its namesakes."""
        alone = len(told) == 1
        found = [Sense(list(told), next(iter(told.values())))] if alone else senses(told, forced)
        for sense in found:
            node = key if len(found) == 1 else Key(key.group, key.name, sense.documents[0])
            self.profiles[node] = sense.profile
            for document in sense.documents:
                self.parted[key][document] = node
        for (one, first), (other, second) in combinations(zip(self._nodes(key), found, strict=True), 2):
            weighed = weigh(first.profile, second.profile)
            if forced and forbidden(first, second, forced):
                continue  # the person's judgement says it
            if weighed.balance < 0:
                self.namesakes.append((*pair(one, other), f"namesakes: {weighed.reasons}"))
            else:
                pro = ("the same full name", *(why for _, why in weighed.pro))
                self.doubts.append(Doubtful(*pair(one, other), pro, tuple(why for _, why in weighed.con)))

    def _nodes(self, key: Key) -> list[Key]:
        """Return the nodes of a key, those of the first documents first."""
        by_document = self.parted[key]
        return list(dict.fromkeys(by_document[document] for document in sorted(by_document)))

    def guessed(self) -> frozenset[Key]:
        """Return the keys whose class is a guess alone."""
        return frozenset(key for key, unsure in self.unsure.items() if unsure)

    def documents(self) -> dict[Key, frozenset[str]]:
        """Return for each person the documents that name that person."""
        found: dict[Key, set[str]] = defaultdict(set)
        for key, by_document in self.parted.items():
            if key.group == PERSON:
                for document, node in by_document.items():
                    found[node].add(document)
        return {key: frozenset(documents) for key, documents in found.items()}

    def name_of(self, key: Key) -> str:
        """Return the name to compare: of the fullest ones the one with most hyphens, which tell syllables."""
        names = {chain.name for chain in self.chains[key]}
        return min(names, key=lambda name: (-name.count("-"), name))


def _said_of(key: Key, ids: Mapping[Key, str], forced: Mapping[str, Forced]) -> Forced | None:
    """Return what people judged of the bearers of a key, if they did."""
    return forced.get(ids.get(key, key.id)) or forced.get(key.id)


def _forced(judged: Sequence[Judgement]) -> dict[str, Forced]:
    """Return, by key id, what people judged of documents that share a name: `left` and `right` are `id@document`."""
    forced: dict[str, Forced] = defaultdict(Forced)
    for judgement in judged:
        (left, _, one), (right, _, other) = judgement.left.partition("@"), judgement.right.partition("@")
        if left == right and one and other and one != other:
            same = judgement.verdict is Verdict.SAME
            (forced[left].same if same else forced[left].apart).append((one, other))
    return forced


@dataclass(slots=True)
class _Links:
    """Which keys are one entity, and which must not become one."""

    told_apart: Mapping[Key, frozenset[str]]
    """For people, the documents that name them: two names of one document are two people to the rules."""
    guessed: Collection[Key] = frozenset()
    """Those whose class is a guess alone: what they turn out to be gives them its id."""
    leader: dict[Key, Key] = field(default_factory=dict)
    members: dict[Key, set[Key]] = field(default_factory=dict)
    apart: set[frozenset[Key]] = field(default_factory=set)

    def lead(self, key: Key) -> Key:
        while (above := self.leader.get(key, key)) != key:
            key = above
        return key

    def barred(self, one: Key, other: Key) -> bool:
        """Tell whether something keeps the entities of two keys apart."""
        first = self.members.get(self.lead(one), {one})
        second = self.members.get(self.lead(other), {other})
        return bool(self.apart) and any(frozenset((a, b)) in self.apart for a in first for b in second)

    def open(self, one: Key, other: Key) -> bool:
        return self.lead(one) != self.lead(other) and not self.barred(one, other)

    def keep_apart(self, one: Key, other: Key) -> bool:
        """Keep two keys apart from now on; return False if they are one already."""
        if self.lead(one) == self.lead(other):
            return False
        self.apart.add(frozenset((one, other)))
        return True

    def join(self, one: Key, other: Key) -> bool:
        """Make one entity of two; return False if they are one already or are kept apart."""
        if not self.open(one, other) or self._met(one, other):
            return False
        self.force(one, other)
        return True

    def _met(self, one: Key, other: Key) -> bool:
        """Tell whether a document speaks of both and has not taken them for one."""
        sides = [
            {
                document
                for key in self.members.get(self.lead(side), {side})
                for document in self.told_apart.get(key, ())
            }
            for side in (one, other)
        ]
        return bool(sides[0] & sides[1])

    def _rank(self, key: Key) -> tuple[bool, bool, tuple[bool, Key]]:
        guess = key in self.guessed
        return guess, guess and key.group != THING, key.rank

    def force(self, one: Key, other: Key) -> None:
        """Make one entity of two because a person says so."""
        first, second = sorted((self.lead(one), self.lead(other)), key=self._rank)
        self.leader[second] = first
        self.members[first] = self.members.get(first, {first}) | self.members.pop(second, {second})


def _heed(
    judged: Sequence[Judgement], named: Mapping[str, Sequence[Key]], links: _Links
) -> Iterator[Refusal]:
    """Apply people's judgements, those that keep apart first; yield those that cannot be followed."""
    for verdict in (Verdict.NOT_SAME, Verdict.SAME):
        for judgement in judged:
            if judgement.verdict is not verdict:
                continue
            missing = [side for side in (judgement.left, judgement.right) if side not in named]
            if missing:
                yield _unheeded(judgement, "a judgement names what is not in the graph", ", ".join(missing))
                continue
            pairs = [(a, b) for a in named[judgement.left] for b in named[judgement.right]]
            if verdict is Verdict.NOT_SAME and any(a == b for a, b in pairs):
                yield _unheeded(judgement, "both sides are the same name in the same documents")
            elif verdict is Verdict.SAME and any(
                links.barred(a, b)
                for a, b in combinations({*named[judgement.left], *named[judgement.right]}, 2)
            ):
                yield _unheeded(judgement, "a judgement contradicts a judgement that keeps them apart")
            elif verdict is Verdict.NOT_SAME:
                for a, b in pairs:
                    links.keep_apart(a, b)
            else:
                for a, b in pairs:
                    if links.lead(a) != links.lead(b):
                        links.force(a, b)


def _operands(outlines: Sequence[Outline], nodes: _Nodes, ids: Mapping[Key, str]) -> dict[str, list[Key]]:
    """Return what a judgement may name: ids, ids of names that several bear, and `id@document`."""
    named: dict[str, list[Key]] = {id: [key] for key, id in ids.items()}
    borne: dict[Key, dict[str, Key]] = defaultdict(dict)
    for outline in outlines:
        for each, node in zip(outline.chains, nodes.of_chains[outline.document], strict=True):
            borne[each.key][outline.document] = node
    bases = distinct_ids(borne)
    for key, by_document in sorted(borne.items()):
        bearers = list(dict.fromkeys(by_document.values()))
        base = bases[key]
        named.setdefault(base, bearers)
        for document, node in by_document.items():
            named.setdefault(f"{base}@{document}", [node])
            if key.group == LOCAL:
                named.setdefault(f"{slug(key.name)}@{document}", [node])
    for key, by_document in sorted(borne.items()):
        # As it was called before another document named a thing of the same name.
        for document, node in by_document.items():
            named.setdefault(f"{key.id}@{document}", [node])
    return named


def _unheeded(judgement: Judgement, reason: str, detail: str = "") -> Refusal:
    return Refusal(STAGE, judgement.said, reason, detail)
