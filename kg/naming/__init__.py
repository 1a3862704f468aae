"""What names are made of and when two of them may be one: pure functions over strings, and their tables.

`folding` gives the form in which names are compared, `organizations` legal forms and acronyms, `people`
the customs by which people are named. Nothing here knows documents, entities or frameworks.
"""
