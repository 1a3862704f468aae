"""Every error a user can meet.

    KgError
    ├── InputError      what was given cannot be used: a path, a file, a name, an option (exit code 2)
    │   ├── QueryError  a SPARQL query that does not parse or asks for what is not allowed
    │   │   └── LimitError  one that was stopped: it took too long or needed too much
    │   └── FormatError a format nobody here writes or reads
    ├── GraphError      a built graph that is missing, incomplete or damaged (exit code 2)
    │   └── BusyError   one that somebody else is writing
    └── SetupError      something `kg` needs is not installed (exit code 2)

A message says what is wrong, with the value, and how to mend it. It is one line.
A document that cannot be read is no error: it is a counted `Refusal`, and the build goes on.
"""


class KgError(Exception):
    """What went wrong, in one line, and how to mend it."""


class InputError(KgError):
    """What was given cannot be used."""


class QueryError(InputError):
    """A SPARQL query that cannot be answered."""


class LimitError(QueryError):
    """A query that was stopped at a limit of time or memory."""


class FormatError(InputError):
    """A format that is not known, or cannot hold what is asked for."""


class GraphError(KgError):
    """A graph directory that is missing, incomplete or damaged."""


class BusyError(GraphError):
    """A graph directory that somebody else is writing."""


class SetupError(KgError):
    """A part of the installation is missing."""
