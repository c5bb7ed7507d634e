"""The commands of ``planhouse``, a module each."""
