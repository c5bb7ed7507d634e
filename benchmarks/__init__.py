"""Speed, measured: each module prints its own figures."""
