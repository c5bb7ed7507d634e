"""What builds keep of their work for the builds after them: results of documents, merged parts, reports of checks.

Everything here can be thrown away: what is missing or damaged is made again.
"""
