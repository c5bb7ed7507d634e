"""The one schema, rendered for each of its readers."""
