"""How fast documents are read, beside other libraries and beside what a scan of the text alone costs."""
