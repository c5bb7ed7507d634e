-- zh: 目标计一次: 每行一个目标, 不含重复文件、已被取代的文件、重述、合计和已被新版本取代的目标
-- en: one row a target, each counted once: without duplicate and superseded documents, restatements, totals and what a newer version superseded
-- like: targets
-- evidence_path: 原文地址, 相对于发布目录 / Where the number stands in its sentence on the page of its document, relative to the release
SELECT t.*, evidence_path(t.document_id, t.value_start, t.value_end) AS evidence_path
FROM targets t
SEMI JOIN documents_in_force USING (document_id)
WHERE t.restates_target_id IS NULL
  AND NOT t.is_total
  AND NOT EXISTS (
    FROM target_links l WHERE l.linked_target_id = t.target_id AND l.relation = 'supersedes'
  )
