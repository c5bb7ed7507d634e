"""Writing, verifying and publishing a release."""
