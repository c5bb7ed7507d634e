"""Compare the readers and their libraries with others, on the fixtures and on real pages."""
