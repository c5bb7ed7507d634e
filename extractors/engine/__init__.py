"""From a document to its rows, and from all documents' rows to the tables of a release."""

from extractors.engine.corpus import DIMENSIONS, LINKED_WITHIN, Corpus, CorpusLinks, Numbers, corpus_links
from extractors.engine.duplicates import Said, Texts
from extractors.engine.extract import Extraction, extract
from extractors.engine.held import held_corpus, link_corpus
from extractors.engine.load import document_of, load_document

__all__ = [
    "DIMENSIONS",
    "LINKED_WITHIN",
    "Corpus",
    "CorpusLinks",
    "Extraction",
    "Numbers",
    "Said",
    "Texts",
    "corpus_links",
    "document_of",
    "extract",
    "held_corpus",
    "link_corpus",
    "load_document",
]
