-- The documents with what they hold, newest first; a copy of another has what its original has.
SELECT
  d.document_id, d.title, d.document_type, d.jurisdiction_name, d.duplicate_of,
  coalesce(d.issued_on, d.published_on) AS on_day,
  f.tasks, f.targets, f.achievements AS results
FROM documents d JOIN document_facts f ON f.document_id = coalesce(d.duplicate_of, d.document_id)
ORDER BY on_day DESC NULLS LAST, d.document_id
