"""The evidence pages of a release: static, escaped, without a server or a network."""
