-- zh: 无责任单位的任务: 每行一项没有写明任何单位的计划任务, 不含已被取代的文件
-- en: one row a planned task for which no unit is named, of documents in force
-- task_id: 任务编号 / The task
-- label: 序号, 照原文 / Its enumerator as written
-- title: 任务标题 / Its title
-- due_on: 完成期限 / Last day by which it must be done
-- targets: 目标数 / How many targets stand in it
-- others_have_units: 同文件其他任务是否有单位 / Whether other tasks of the document have units: false where it assigns none at all
-- place: 地方 / The division whose government speaks
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 任务原文 / The task's own words
-- char_start: 原文起始偏移 / Offset at which the task starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where the task stands on its page, relative to the release
WITH assigning AS (SELECT DISTINCT document_id FROM task_units)
SELECT
  t.task_id,
  t.label,
  t.title,
  t.due_on,
  t.targets,
  a.document_id IS NOT NULL AS others_have_units,
  t.place,
  t.document_id,
  t.document_title,
  t.quote,
  t.char_start,
  t.evidence_path
FROM task_facts t
LEFT JOIN assigning a USING (document_id)
WHERE t.status = 'planned' AND t.is_in_force
  AND t.lead_units IS NULL AND t.responsible_units IS NULL AND t.support_units IS NULL
