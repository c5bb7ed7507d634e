-- Indicators with two numbers or more, those of most documents first; a text that lies there twice counts once.
WITH numbers AS (
  SELECT indicator_id, document_id, true AS is_target FROM "once".targets WHERE restates_target_id IS NULL
  UNION ALL SELECT indicator_id, document_id, false FROM "once".achievements
)
SELECT
  i.indicator_id, i.canonical_name, i.indicator_class, i.level_text, i.aliases,
  count(*) FILTER (n.is_target) AS targets,
  count(*) FILTER (NOT n.is_target) AS results,
  count(DISTINCT n.document_id) AS documents
FROM indicators i JOIN numbers n USING (indicator_id)
GROUP BY ALL HAVING count(*) > 1
ORDER BY documents DESC, targets + results DESC, i.canonical_name
