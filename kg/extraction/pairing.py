"""Two mentions in one sentence: which stand for their entities, and the word that holds them together."""

from collections.abc import Iterable

from spacy.tokens import Span, Token

from kg.extraction.scene import Scene
from kg.model import Mention, MentionForm

FORMS = tuple(MentionForm)


def mentions_in(sentence: Span, scene: Scene) -> list[Mention]:
    """Return the mentions of a sentence, in text order."""
    start, end = scene.offset + sentence.start_char, scene.offset + sentence.end_char
    return [each for each in scene.mentions if start <= each.start and each.end <= end]


def nearest(subjects: Iterable[Mention], objects: Iterable[Mention]) -> tuple[Mention, Mention]:
    """Return the subject and object that stand nearest, names before descriptions and these before pronouns."""
    objects = list(objects)

    def rank(pair: tuple[Mention, Mention]) -> tuple[int, int, int]:
        one, other = pair
        forms = FORMS.index(one.form) + FORMS.index(other.form)
        return forms, abs(one.start - other.start), one.start

    return min(((one, other) for one in subjects for other in objects), key=rank)


def link(scene: Scene, subject: Mention, obj: Mention) -> Token:
    """Return the word that holds two mentions of a sentence together: on the way from one to the other the verb next to the object,
    else the highest word.

    Of "she is to travel to Oslo" it is "travel", by which one sees that it is a plan.
    """
    path = way(scene, subject, obj)
    if not path:
        return scene.head_of(subject)
    top = next(number for number, token in enumerate(path) if all(each in token.subtree for each in path))
    return next((token for token in reversed(path[top:]) if token.pos_ == "VERB"), path[top])


def way(scene: Scene, subject: Mention, obj: Mention) -> list[Token]:
    """Return the words on the way through the parse from one mention to another, both ends with it; none where there is no way."""
    first, last = scene.head_of(subject), scene.head_of(obj)
    up, down = [first, *first.ancestors], [last, *last.ancestors]
    top = next((token for token in up if token in down), None)
    if top is None:
        return []
    return [*up[: up.index(top)], top, *reversed(down[: down.index(top)])]
