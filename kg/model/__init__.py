"""The words everything else is said in: plain values, below every room, knowing no framework."""

from kg.model.document import Block, BlockKind, Document, StatedDate, text_digest
from kg.model.entity import AMOUNT_PREFIX, Entity
from kg.model.judgement import RULES, Correction, Doubt, Judgement, Verdict
from kg.model.mention import Chain, Mention, MentionForm, OpenMention, Reading, RelationMention
from kg.model.refusal import Ledger, Refusal
from kg.model.source import NO_SKETCH, Composed, Sketch, Source
from kg.model.statement import Evidence, Qualifiers, Span, Statement, Status, statement_id

__all__ = [
    "AMOUNT_PREFIX",
    "NO_SKETCH",
    "RULES",
    "Block",
    "BlockKind",
    "Chain",
    "Composed",
    "Correction",
    "Document",
    "Doubt",
    "Entity",
    "Evidence",
    "Judgement",
    "Ledger",
    "Mention",
    "MentionForm",
    "OpenMention",
    "Qualifiers",
    "Reading",
    "Refusal",
    "RelationMention",
    "Sketch",
    "Source",
    "Span",
    "StatedDate",
    "Statement",
    "Status",
    "Verdict",
    "statement_id",
    "text_digest",
]
