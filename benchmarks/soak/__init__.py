"""What befalls a build: kills, full disks, revoked rights, damaged files, rivals, and readers who never pause."""
