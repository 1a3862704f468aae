"""A graph over HTTP: the SPARQL 1.1 Protocol, the Graph Store Protocol for reading, and pages for people.

settings      what a server allows
library       the graph that is served, opened again when it was built again
pool          processes that answer queries, a few at a time
negotiation   which format a client gets
protocol      /sparql and /graphs
resources     what the IRIs of the graph lead to, as data
pages         the same for people, with questions, queries and search
app           the routes, and what stands before all of them
"""

from kg.server.app import create_app
from kg.server.settings import Settings

__all__ = ["Settings", "create_app"]
