-- The numbers promised in the tasks of every unit, each once.
WITH stated AS (
  SELECT DISTINCT ON (unit_id, target_id) unit_id, target_id, indicator, comparator, value, value_max, measure_unit, due_on, quote,
    evidence_path, task_id
  FROM unit_targets ORDER BY unit_id, target_id, task_id
)
SELECT * FROM stated ORDER BY unit_id, due_on NULLS LAST, task_id, target_id
