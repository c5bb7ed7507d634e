"""How documents that arrive in ``raw/`` come to be published: a watch, a sensor and a nightly schedule."""
