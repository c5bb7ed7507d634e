"""The document and the views of its text that rules match on."""
