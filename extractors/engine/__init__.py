"""From a document to its rows, and from all documents' rows to the tables of a release."""

from extractors.engine.corpus import link_corpus
from extractors.engine.extract import Extraction, extract
from extractors.engine.load import document_of, load_document

__all__ = ["Extraction", "document_of", "extract", "link_corpus", "load_document"]
