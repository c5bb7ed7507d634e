-- The tasks of the wanted units, one row a task, with the counties that answer for it beside the unit; its order stands with its reader.
WITH counties AS (
  SELECT tu.task_id, string_agg(DISTINCT c.canonical_name, '、' ORDER BY c.canonical_name) AS counties
  FROM task_units tu JOIN units c USING (unit_id) WHERE c.is_collective GROUP BY 1
)
SELECT
  a.unit_id, a.task_id, a.role, a.through,
  CASE WHEN a.through IS NULL AND NOT u.is_collective THEN c.counties END AS counties,
  t.label, t.title, t.due_on, document_id, t.char_start, t.char_end, d.title AS document_title
FROM memory.answering a
JOIN units u USING (unit_id)
JOIN tasks t USING (task_id)
JOIN documents d USING (document_id)
LEFT JOIN counties c USING (task_id)
WHERE a.unit_id IN (FROM wanted)
