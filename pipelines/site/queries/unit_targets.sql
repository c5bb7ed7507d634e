-- The numbers promised in the tasks of the wanted units, each once.
SELECT unit_id, target_id, indicator, comparator, value, value_max, measure_unit, due_on, quote, evidence_path, task_id
FROM unit_targets
WHERE unit_id IN (FROM wanted)
ORDER BY unit_id, due_on NULLS LAST, document_id, char_start, target_id
