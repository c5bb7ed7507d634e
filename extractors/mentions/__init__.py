"""What is written in a few words and read without the document's structure."""
