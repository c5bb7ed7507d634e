-- zh: 每行一个目标, 各计一次: 不含重复文件、重述、合计和已被新版本取代的目标
-- en: one row a target, each counted once: without duplicate documents, restatements, totals and what a newer version superseded
SELECT t.*
FROM targets t
JOIN documents d USING (document_id)
WHERE d.duplicate_of IS NULL
  AND t.restates_target_id IS NULL
  AND NOT t.is_total
  AND NOT EXISTS (
    FROM target_links l WHERE l.linked_target_id = t.target_id AND l.relation = 'supersedes'
  )
