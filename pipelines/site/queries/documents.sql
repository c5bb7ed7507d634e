-- The documents with what they hold, newest first.
WITH counted AS (
  SELECT document_id, count(*) AS tasks, 0 AS targets, 0 AS results FROM tasks GROUP BY 1
  UNION ALL SELECT document_id, 0, count(*), 0 FROM targets GROUP BY 1
  UNION ALL SELECT document_id, 0, 0, count(*) FROM achievements GROUP BY 1
),
summed AS (
  SELECT document_id, sum(tasks)::BIGINT AS tasks, sum(targets)::BIGINT AS targets, sum(results)::BIGINT AS results
  FROM counted GROUP BY 1
)
SELECT
  d.document_id, d.title, d.document_type, d.jurisdiction_name, d.duplicate_of,
  coalesce(d.issued_on, d.published_on) AS on_day,
  coalesce(s.tasks, 0) AS tasks, coalesce(s.targets, 0) AS targets, coalesce(s.results, 0) AS results
FROM documents d LEFT JOIN summed s USING (document_id)
ORDER BY on_day DESC NULLS LAST, d.document_id
