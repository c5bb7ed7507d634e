-- The numbers promised in the tasks of every unit.
WITH answered AS (SELECT DISTINCT unit_id, task_id FROM unit_tasks)
SELECT
  a.unit_id, t.indicator, t.comparator, t.value_text, t.unit, t.due_on, t.document_id, t.char_start, t.char_end, t.quote
FROM answered a JOIN targets t USING (task_id)
WHERE t.restates_target_id IS NULL
ORDER BY a.unit_id, t.due_on NULLS LAST, t.document_id, t.value_start
