"""The graph in RDF: IRIs, quads, the store on disk and SPARQL over it."""
