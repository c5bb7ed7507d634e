-- The numbers promised in the tasks of the wanted units, each once; its order stands with its reader.
SELECT unit_id, target_id, indicator, comparator, value, value_max, measure_unit, due_on, quote, evidence_path, task_id,
  document_id, char_start
FROM unit_targets
WHERE unit_id IN (FROM wanted)
