"""What a build can say to its user instead of a traceback."""

from __future__ import annotations


class PlanhouseError(Exception):
    """A build or a question that cannot be carried out; the message says why and what to do."""


class NoDocumentsError(PlanhouseError):
    """There is nothing to build from: the directory is missing or holds no file."""


class NoSuchDocumentError(PlanhouseError):
    """A document is named that is neither below the directory nor published, or a name that fits several."""


class NoWarehouseError(PlanhouseError):
    """There is no directory to publish into and none can be made."""


class BlockedError(PlanhouseError):
    """A defect stands in the way of publication; the last release stays in place."""


class BusyError(PlanhouseError):
    """Another build holds the warehouse."""


class DamagedReleaseError(PlanhouseError):
    """A release is not what its manifest says."""


class UnwrittenError(PlanhouseError):
    """A file that somebody asked for cannot be written; what was there before stays."""


class UnloggedError(PlanhouseError):
    """Another release is current now, but the log could not be told."""


class HeldError(PlanhouseError):
    """Builds are on hold since a rollback; nothing is published."""
