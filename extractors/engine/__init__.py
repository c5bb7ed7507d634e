"""From a document to its rows, and from all documents' rows to the tables of a release."""

from extractors.engine.corpus import LINKING, CorpusLinks, corpus_links, link_corpus
from extractors.engine.extract import Extraction, extract
from extractors.engine.load import document_of, load_document

__all__ = [
    "LINKING",
    "CorpusLinks",
    "Extraction",
    "corpus_links",
    "document_of",
    "extract",
    "link_corpus",
    "load_document",
]
