"""Commands of ``planhouse`` that have commands of their own."""
