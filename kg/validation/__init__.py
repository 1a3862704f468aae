"""Whether a built graph is what it should be: its files, its statements, its texts and its RDF."""

from kg.validation.checks import validate
from kg.validation.findings import Finding, Severity

__all__ = ["Finding", "Severity", "validate"]
