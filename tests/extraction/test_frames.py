"""The tables of frames and cues are well formed and name only what the ontology knows."""

import pytest

from kg.extraction.confidence import estimates
from kg.extraction.cues import load_cues
from kg.extraction.frames import PREPOSITIONS, Frame, _compiled, load_frames
from kg.ontology import load_ontology

FRAMES = load_frames()
ALL = [
    frame
    for table in (FRAMES.verbs, FRAMES.nouns, FRAMES.roles, FRAMES.compounds)
    for frames in table.values()
    for frame in frames
]


def test_every_relation_has_a_frame_or_a_rule_of_its_own() -> None:
    assert {frame.relation for frame in ALL} == set(load_ontology().relations)


@pytest.mark.parametrize("table", ["verbs", "nouns", "roles", "compounds"])
def test_no_frame_is_given_twice(table: str) -> None:
    frames = [frame for found in getattr(FRAMES, table).values() for frame in found]
    assert len(set(frames)) == len(frames)


@pytest.mark.parametrize("table", ["nouns", "roles"])
def test_no_plural_stands_beside_its_singular(table: str) -> None:
    # A singular is found in the plural too.
    found = getattr(FRAMES, table)
    for words in found:
        plain = {(*words[:-1], words[-1].removesuffix(end)) for end in ("s", "es") if words[-1].endswith(end)}
        for singular in plain & set(found):
            own = {(frame.relation, frame.steps, frame.classes, frame.status) for frame in found[words]}
            assert not own & {(f.relation, f.steps, f.classes, f.status) for f in found[singular]}, words


@pytest.mark.parametrize("table", ["verbs", "nouns", "roles", "compounds"])
def test_every_frame_has_a_slot(table: str) -> None:
    for frames in getattr(FRAMES, table).values():
        for frame in frames:
            assert {"S", "O"} & set(frame.steps) or frame.reciprocal, frame.phrase


def test_words_after_a_preposition_are_slots_or_nouns() -> None:
    for frames in FRAMES.verbs.values():
        for frame in frames:
            assert frame.head not in PREPOSITIONS - {"back"}, frame.phrase
            assert frame.steps.count("O") <= 1, frame.phrase
            assert not (frame.passive and frame.head == "be"), frame.phrase


@pytest.mark.parametrize(
    ("phrase", "head", "steps"),
    [
        ("buy O", "buy", ("O",)),
        ("take stake in O", "take", ("stake", "in", "O")),
        ("be based in O", "based", ("in", "O")),
        ("quit O = ended", "quit", ("O",)),
    ],
)
def test_phrase_is_compiled(phrase: str, head: str, steps: tuple[str, ...]) -> None:
    _, frame = _compiled("owns", "verbs", phrase)
    assert (frame.head, frame.steps) == (head, steps)


def test_marks_of_a_phrase_are_kept() -> None:
    _, ended = _compiled("memberOf", "verbs", "quit O = ended")
    _, turned = _compiled("aids", "verbs", "O receive grant from S")
    _, ordered = _compiled("seeksTiesWith", "verbs", "S+ seek markets in O")
    assert isinstance(ended, Frame)
    assert ended.status == "ended"
    assert turned.reversed
    assert turned.steps == ("grant", "from", "O")
    assert ordered.instigated


@pytest.mark.parametrize("phrase", ["takeover", "takeover of", "takeover of X", "of O", "S takeover O"])
def test_noun_frame_without_slots_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="is no frame"):
        _compiled("acquires", "nouns", phrase)


def test_cues_tell_one_status_each() -> None:
    cues = load_cues()
    for table in (cues.auxiliaries, cues.governors, cues.adverbs, cues.modifiers, cues.event_verbs):
        assert table
        assert all(word == word.lower() for word in table)


def test_confidence_is_a_probability() -> None:
    assert all(0 < value < 1 for value in estimates().values())
