"""The graph on a SPARQL 1.1 server elsewhere: published there, and asked there.

server    the requests: Graph Store protocol, queries, authentication
publish   which graphs are sent, checked, and taken back
"""
