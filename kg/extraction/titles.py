"""Posts stated by a title: "Chile's president Gabriel Boric", "Ma Huateng, chairman of Tencent",
"Mary Barra became chief executive of General Motors".
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.candidate import Candidate
from kg.extraction.clauses import (
    APPOINTING,
    is_passive,
    logical_objects,
    logical_subjects,
    prepositions,
    surface_subjects,
)
from kg.extraction.roles import Title, role_start, titles_in
from kg.extraction.scene import PLACES, Scene
from kg.extraction.speakers import led_meanwhile, speaks, spoken_for
from kg.extraction.status import status_of
from kg.model import Mention, MentionForm, Qualifiers, Status
from kg.nlp.bodies import POSSESSIVE_ENDINGS
from kg.nlp.lexicon import Titles, load_words
from kg.ontology import UNKNOWN, load_ontology

VERSION = 1
OWNER_WORDS = ("of", "at", "for", "with", "in", "to", "on")
NAMING = frozenset(
    "appoint name elect re-elect choose nominate designate swear install make pick promote hire inaugurate"
    " become remain serve act".split()
)
CHOOSING = frozenset({"nominate", "designate", "propose", "tip"})
SERVING = frozenset({"serve", "work", "act"})
SUCCEEDING = frozenset({"succeed", "replace"})
SEEING = frozenset("see regard tip tout mention discuss propose consider view".split())
SEEKERS = frozenset(
    "candidate contender favourite favorite nominee frontrunner front-runner hopeful choice".split()
)
POSTS = frozenset("post job position role office seat".split())
OUSTED = frozenset("oust depose overthrow topple sack fire dismiss".split())
LEAVING = frozenset({"resign", "step", "retire", "quit"})


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Who bears a title, with the status the verb tells, and whether the name follows the title."""

    mention: Mention
    status: Status | None = None
    follows: bool = False


def read_titles(scene: Scene, titles: Titles) -> Iterator[Candidate]:
    """Yield one candidate for each bearer and owner of each title, in text order.

    A head's title gives `leads`, any other post `worksFor`, a seat or party `memberOf`; the title is
    the role. "Former" gives an ended post, "designate" a planned one, "was president" an ended one. A
    second title without an owner takes that of the one before it: "Ghana's president A and finance
    minister B". The head of a state without any owner is that of the country the text is about, if that
    has such an office (rule `title-of-home`); `kg.extraction.posts` tells whether that is a fact.
    """
    before: tuple[Title, list[Mention], str] | None = None
    for title in titles_in(scene, titles):
        head = scene.doc[title.end - 1]
        bearers = _bearers(scene, title, head)
        if not bearers:
            continue
        rule = "title"
        owners = _owners(scene, title, head, bearers[0], titles)
        if not owners:
            owners = _appointers(scene, head)
        if not owners:
            spoken = spoken_for(scene, title, bearers[0].mention) if bearers[0].follows else []
            if owners := spoken or led_meanwhile(scene, title):
                rule = "title-of-speaker"
        if not owners and before and title.words in titles.posts and _coordinated(scene, before[0], title):
            owners, rule = before[1], before[2]
        if not owners and scene.home is not None and _of_home(scene, title, titles):
            former = title.modifiers & titles.ended
            owners, rule = [scene.home], "title-of-former" if former else "title-of-home"
        before = (title, owners, rule)
        for bearer in bearers:
            for owner in owners:
                relation = _relation(title, owner, titles)
                if relation == "leads" and _of_a_part(head, owner, scene):
                    relation = "worksFor"
                if relation is None or owner.chain == bearer.mention.chain:
                    continue
                status = title.status(titles) or bearer.status or _period(head) or Status.ASSERTED
                if status is Status.ASSERTED and _leaves(scene, bearer.mention):
                    status = Status.ENDED
                qualifiers = Qualifiers(role=(scene.doc[role_start(scene, title, owners) : title.end].text,))
                if relation == "citizenOf":
                    status, qualifiers = Status.ASSERTED, Qualifiers()
                yield Candidate(
                    relation, bearer.mention, owner, head, f"{rule}.{relation}/{VERSION}", status, qualifiers
                )


def _of_a_part(head: Token, owner: Mention, scene: Scene) -> bool:
    """Tell whether a title heads only a part of its owner: "head of research at Norvik"."""
    whole = scene.cues.transparent | scene.cues.named_transparent  # "mayor of the city of Gdansk"
    start = scene.tokens_of(owner).start
    parts = [
        target
        for target in prepositions(head, "of")
        if scene.at(target) is None
        and target.lemma_ not in whole
        and target.i != start - 1  # "head of the ferry operator Norvik"
    ]
    return any(target.i < start for target in parts)


def _served(verb: Token) -> bool:
    """Tell whether a service is over: told in the past, or in the perfect without "since"."""
    perfect = any(child.dep_ == "aux" and child.lower_ in {"has", "have"} for child in verb.children)
    return verb.tag_ == "VBD" or (perfect and all(child.lower_ != "since" for child in verb.children))


def _leaves(scene: Scene, bearer: Mention) -> bool:
    """Tell whether the sentence says that somebody leaves a post: "the envoy, Kurt Lind, resigned", "sacked its chief"."""
    head = scene.head_of(bearer)
    if head.dep_ == "appos":
        head = head.head
    # "would have faced a trial but resigned"
    verbs = [head.head, *(each for each in head.head.conjuncts if surface_subjects(each) == [head])]
    return any(_leaves_by(verb, head.dep_) and _plain(verb, scene) for verb in verbs)


def _leaves_by(verb: Token, role: str) -> bool:
    """Tell whether a verb says of its subject, or of its object, that they leave a post."""
    if verb.pos_ != "VERB":
        return False
    down = verb.lemma_ in {"step", "stand"} and any(child.lower_ == "down" for child in verb.children)
    if role == "nsubj" and (down or verb.lemma_ in {"resign", "retire"}):
        # "resigned as party leader" says of another post that it is over
        return verb.tag_ == "VBD" and all(child.lower_ not in {"as", "from"} for child in verb.children)
    forced = verb.lemma_ == "force" and any(
        child.dep_ == "xcomp" and child.lemma_ in {"step", "resign", "quit", "stand"}
        for child in verb.children
    )
    return role in {"nsubjpass", "dobj"} and (forced or verb.lemma_ in OUSTED)


def _plain(verb: Token, scene: Scene) -> bool:
    return status_of(verb, scene.cues, scene.kind) is Status.ASSERTED


def _period(head: Token) -> Status | None:
    """Return `ENDED` for a post with an end: "president until 2009", "mayor from 2001 to 2009"."""
    words = {child.lower_ for child in head.children if child.dep_ == "prep"}
    return Status.ENDED if "until" in words or {"from", "to"} <= words else None


def _of_home(scene: Scene, title: Title, titles: Titles) -> bool:
    """Tell whether a title without an owner may be that of the country the text is about."""
    if title.words not in titles.national or title.modifiers & REGIONAL:
        return False
    home = scene.home.name if scene.home else ""
    if home in titles.never.get(title.words, ()) or home not in titles.only.get(title.words, (home,)):
        return False
    before = scene.doc[title.left - 1] if title.left else None
    after = scene.doc[title.end] if title.end < len(scene.doc) else None
    # An owner that is there and not understood is no lack of one.
    unread = (before is not None and before.pos_ == "PROPN") or (
        after is not None and after.lower_ in OWNER_WORDS
    )
    return not unread


def _relation(title: Title, owner: Mention, titles: Titles) -> str | None:
    """Return what a title of this owner says, or None if nothing."""
    ontology = load_ontology()
    if owner.type in {"Person", UNKNOWN} and owner.form is MentionForm.NAME:
        # A name of which nothing is known but that it has a chief executive is an organization's.
        posted = " ".join(title.words) in load_words().company_posts
        return ("leads" if title.words in titles.leads else "worksFor") if posted else None
    if ontology.is_a(owner.type, "Person", "Amount", "Event", "Law", "Agreement", "Product"):
        return None
    if owner.type in PLACES and title.words in titles.sports:
        return None  # "Spain captain": of the team
    national = owner.form is MentionForm.NATIONALITY and owner.type in PLACES
    if national and (title.words in titles.private or title.words not in titles.posts):
        return "citizenOf"  # "the British director" is no head of the country
    if owner.type == "PoliticalParty" and owner.form is MentionForm.NATIONALITY:
        return "memberOf"
    if owner.type in {"PoliticalParty", "Group"} and title.words in titles.national - {("president",)}:
        return "memberOf"  # "the Maoist prime minister"; parties have presidents of their own
    if title.words not in titles.posts:
        return None
    if title.words in titles.leads and not title.modifiers & titles.junior:
        if owner.type in PLACES and title.words[0] in OF_A_GROUP:
            return "citizenOf" if national else None
        return "leads"
    if title.words in titles.belongs:
        if owner.type in PLACES:
            return "worksFor" if title.words in titles.serves or title.words[-1] in LEGISLATORS else None
        return "worksFor" if ontology.is_a(owner.type, "Company", "MediaOrganization") else "memberOf"
    return "worksFor"


OF_A_GROUP = frozenset({"opposition", "rebel", "union", "group", "party", "minority", "majority"})
"""First words of titles of those who lead a part of a place, not the place: "the Russian opposition leader"."""
REGIONAL = frozenset({"state", "regional", "provincial", "local"})
LEGISLATORS = frozenset(
    "lawmaker parliament mp mep senator congressman congresswoman representative parliamentarian legislator".split()
)


def _coordinated(scene: Scene, first: Title, second: Title) -> bool:
    """Tell whether two titles stand in one list: nothing but names, commas and "and" between them."""
    if scene.doc[first.start].sent != scene.doc[second.start].sent or second.left - first.end > 12:
        return False
    between = scene.doc[first.end : second.left]
    return any(token.lower_ == "and" for token in between) and all(
        token.text in {",", "and"} or token.i in scene.by_token for token in between
    )


def _bearers(scene: Scene, title: Title, head: Token) -> list[_Bearer]:
    """Return who bears the title: the name behind or in front of it, or the subject of its verb."""
    doc, end = scene.doc, title.end
    if doc[end : end + 2].text.lower() in {"-elect", "-designate"}:
        end += 2
    if found := _person(scene, end, head):
        if title.plural:
            others = [m for m in scene.arguments([scene.head_of(found)]) if m.type == "Person"]
            return [_Bearer(mention, follows=True) for mention in others or [found]]
        return [_Bearer(found, follows=True)]
    verb = head.head
    if head.dep_ in {"attr", "oprd"} and verb.lemma_ in NAMING | {"be"}:
        told = status_of(verb, scene.cues, scene.kind)
        had = any(child.lower_ == "had" for child in verb.children)
        if told is Status.ASSERTED and verb.lemma_ == "be" and (verb.tag_ == "VBD" or had):
            told = Status.ENDED
        elif told is Status.ASSERTED and verb.lemma_ in CHOOSING:
            told = Status.PLANNED
        return _people(scene, _named(verb), told)
    if head.dep_ == "pobj" and verb.lower_ == "as" and verb.head.lemma_ in NAMING | LEAVING | {"work"}:
        told = status_of(verb.head, scene.cues, scene.kind)
        if verb.head.lemma_ in LEAVING:
            # Only who has gone has gone; a plan to go says that she is still there.
            told = Status.ENDED if told is Status.ASSERTED else Status.ASSERTED
        elif verb.head.lemma_ in CHOOSING and told is Status.ASSERTED:
            told = Status.PLANNED
        elif verb.head.lemma_ in SERVING and told is Status.ASSERTED and _served(verb.head):
            told = Status.ENDED  # "served eight years as mayor", "has served as mayor"
        return _people(scene, _named(verb.head), told)
    if head.dep_ == "pobj" and verb.lower_ == "as" and verb.head.lemma_ in SUCCEEDING:
        return _people(scene, logical_subjects(verb.head), status_of(verb.head, scene.cues, scene.kind))
    if head.dep_ == "pobj" and (seekers := _seekers(scene, verb)):
        return seekers
    if end + 1 < len(doc) and doc[end].text == "," and (found := _person(scene, end + 1, head)):
        return [_Bearer(found)]
    if head.dep_ == "appos":
        named = [m for m in scene.arguments([verb]) if m.type == "Person" and m.form is MentionForm.NAME]
        if named:
            return [_Bearer(named[0])]
    edge = _left_edge(scene, title)
    aside = edge > 1 and doc[edge - 1].text in {",", "(", "-", "–", "—"} and not speaks(scene, head)
    before = _person(scene, edge - 2, head) if aside else None
    place_after = _of_place(scene, title)
    # "President of Ukraine Volodymyr Zelensky", "the mayor of Paris, Anne Hidalgo"
    behind = _person(scene, place_after, head) if place_after else None
    if before and behind and before.type != "Person":
        before = None  # "Speaking to the agency, the head of the League, Ana Rotaru"
    if found := before or behind:
        return [_Bearer(found)]
    for child in head.children:
        if child.dep_ == "appos" and (found := _person(scene, child.i, head)):
            return [_Bearer(found)]
    return []


def _named(verb: Token) -> list[Token]:
    """Return who is what a title says with a verb: who becomes it, or whom somebody names."""
    appoints = verb.lemma_ in APPOINTING and not is_passive(verb)
    return logical_objects(verb) if appoints else surface_subjects(verb)


def _appointers(scene: Scene, head: Token) -> list[Mention]:
    """Return the organization or country that gives a post, which is its own: "Telia named Anna Berg chairman"."""
    verb = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "as" else head.head
    if head.dep_ not in {"oprd", "pobj"} or verb.lemma_ not in APPOINTING or is_passive(verb):
        return []
    ontology = load_ontology()
    found = scene.arguments(surface_subjects(verb))
    return [
        mention for mention in found if ontology.is_a(mention.type, "Company", "PoliticalParty", "Country")
    ][:1]


def _seekers(scene: Scene, preposition: Token) -> list[_Bearer]:
    """Return who may come to bear the title behind a preposition: "is seen as", "is a candidate for the post of"."""
    above = preposition.head
    if preposition.lower_ == "as" and above.lemma_ in SEEING and above.pos_ == "VERB":
        return _people(scene, logical_objects(above), Status.POSSIBLE)
    if preposition.lower_ == "of" and above.lemma_ in POSTS and above.dep_ == "pobj":
        preposition = above.head
        above = preposition.head
    if preposition.lower_ != "for" or above.lemma_ not in SEEKERS:
        return []
    verb = above.head
    if above.dep_ == "attr" and verb.lemma_ in {"be", "become", "remain"}:
        told = status_of(verb, scene.cues, scene.kind)
        return _people(scene, surface_subjects(verb), told if told is Status.NEGATED else Status.POSSIBLE)
    return _people(scene, [verb] if above.dep_ == "appos" else [], Status.POSSIBLE)


def _person(scene: Scene, index: int, head: Token) -> Mention | None:
    """Return the name of a person at a token of the sentence of `head`, or None."""
    mention = scene.by_token.get(index)
    if mention is None or mention.form is not MentionForm.NAME or scene.doc[index].sent != head.sent:
        return None
    return mention if mention.type in {"Person", UNKNOWN} or not mention.sure else None


def _people(scene: Scene, tokens: list[Token], status: Status) -> list[_Bearer]:
    return [_Bearer(mention, status) for mention in scene.arguments(tokens) if mention.type == "Person"]


def _of_place(scene: Scene, title: Title) -> int | None:
    """Return the token behind "of" and a name, and behind a comma there."""
    doc, position = scene.doc, title.end
    if position + 1 >= len(doc) or doc[position].lower_ not in {"of", "for", "at", "from"}:
        return None
    position += 2 if doc[position + 1].lower_ in {"the", "a"} else 1
    mention = scene.by_token.get(position)
    if mention is None:
        return None
    position = scene.tokens_of(mention).stop
    return position + 1 if position < len(doc) and doc[position].text == "," else position


def _may_own(scene: Scene, title: Title, mention: Mention) -> bool:
    """Tell whether a post may be somebody's or something's: a person has none, but a firm may be taken for a person.

    Who is described by the title itself does not own it: "the former presidents Lind and Holm".
    """
    if title.end - 1 in scene.tokens_of(mention):
        return False
    if mention.type != "Person":
        return mention.type != "Amount"
    guess = mention.form is MentionForm.NAME and not mention.sure
    return guess and " ".join(title.words) in load_words().company_posts


def _left_edge(scene: Scene, title: Title) -> int:
    """Return the first token of the noun phrase of the title: owner and article included."""
    edge = title.left
    while edge > 0:
        word = scene.doc[edge - 1]
        mention = scene.by_token.get(edge - 1)
        if mention is not None and mention.type != "Person":
            edge = scene.tokens_of(mention).start
        elif word.text in POSSESSIVE_ENDINGS or word.lower_ in {"the", "a", "an", "its", "their"}:
            edge -= 1
        else:
            break
    return edge


def _owners(scene: Scene, title: Title, head: Token, bearer: _Bearer, titles: Titles) -> list[Mention]:
    """Return what the title belongs to: in front of it, behind it, or behind the name."""
    edge = title.left
    if edge > 0 and scene.doc[edge - 1].text in POSSESSIVE_ENDINGS:
        edge -= 1
    if edge > 0 and (mention := scene.by_token.get(edge - 1)) is not None and _may_own(scene, title, mention):
        return [mention]
    for word in OWNER_WORDS:
        found = [m for m in scene.arguments(prepositions(head, word)) if _may_own(scene, title, m)]
        if found and title.words in titles.responsible and word in {"of", "for"}:
            found = [
                m
                for m in found
                if m.type in PLACES or len(scene.tokens_of(m)) > 2 or (m.type == "Company" and m.sure)
            ]
        if found:
            return found if word in {"of", "for"} else found[:1]
    after = title.end
    if bearer.follows:
        after = scene.tokens_of(bearer.mention).stop
    if after + 1 < len(scene.doc) and scene.doc[after].lower_ in {"of", "at", "from"}:
        start = after + 2 if scene.doc[after + 1].lower_ == "the" else after + 1
        named = scene.by_token.get(start)
        # "of the Singapore bunker trader Norvik": not of Singapore
        whole = named is not None and scene.head_of(named).dep_ not in {"compound", "nmod", "amod"}
        if named is not None and whole and _may_own(scene, title, named):
            return [named]
    for child in head.children:
        if child.dep_ in {"poss", "compound", "nmod", "amod"} and child.i < title.left:
            found = [m for m in scene.arguments([child]) if m.type != "Person" and _may_own(scene, title, m)]
            if found:
                return found[:1]
    return []
