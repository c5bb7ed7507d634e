"""Published releases as they stand on disk: who reads them, whether they are whole, which go, how two differ."""
