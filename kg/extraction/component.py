"""The extraction as a component of a spaCy pipeline: `nlp.add_pipe("kg_statements")`."""

from spacy.language import Language
from spacy.tokens import Doc

from kg.documents.inline import inline_document
from kg.extraction.extractors import DEFAULT, load_extractors
from kg.extraction.reading import read_document
from kg.model import BlockKind
from kg.nlp.mending import mend
from kg.nlp.pipeline import Passage


@Language.factory(
    "kg_statements",
    requires=["token.lemma", "token.tag", "token.dep", "token.head", "doc.ents"],
    assigns=["doc._.statements"],
    default_config={"extractors": list(DEFAULT)},
)
def create_component(nlp: Language, name: str, extractors: list[str]) -> "StatementReader":
    """Return the component. Put it last: it reads tags, lemmas, dependencies and entities.

    `extractors` names the readers of relations. Raises `InputError` for one that is not known.
    """
    return StatementReader(tuple(extractors))


class StatementReader:
    """Sets `doc._.statements` to the relation mentions of the text, in text order."""

    def __init__(self, extractors: tuple[str, ...] = DEFAULT) -> None:
        self.extractors = load_extractors(extractors)
        if not Doc.has_extension("statements"):
            Doc.set_extension("statements", default=())

    def __call__(self, doc: Doc) -> Doc:
        document = inline_document(doc.text)
        passages = (Passage(mend(doc), 0, BlockKind.BODY),) if len(doc) else ()
        doc._.statements = read_document(document, passages, self.extractors).relations
        return doc
