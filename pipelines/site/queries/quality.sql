-- The measured quality in the order in which it was measured, but for the parts of a target taken one by one.
SELECT documents, metric, precision, recall, f1, annotated FROM meta.quality
WHERE metric NOT LIKE 'targets: %' ORDER BY rowid
