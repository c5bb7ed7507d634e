"""From a document to its rows, and from all documents' rows to the tables of a release."""

from extractors.engine.corpus import link_corpus
from extractors.engine.extract import Extraction, extract
from extractors.engine.load import load_document

__all__ = ["Extraction", "extract", "link_corpus", "load_document"]
