"""A recount of the statistics' person indicators from the events alone.

It is written from the definitions in Services/Statistics/README.md and shares no code with the service, so that the two
can be held against each other.
"""
