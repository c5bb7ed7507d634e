"""What befalls a build: kills, full disks, revoked rights, damaged files, other builds, and readers who never pause."""
