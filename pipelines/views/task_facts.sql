-- zh: 任务: 每行一项任务, 附牵头、责任和配合单位
-- en: one row a task with its lead, responsible and supporting units
-- task_id: 任务编号 / The task
-- label: 序号, 照原文 / Its enumerator as written
-- title: 任务标题 / Its title
-- status [TaskStatus]: 任务状态: 计划或已完成 / planned, or done where it reports
-- due_on: 完成期限 / Last day by which it must be done
-- deadline_basis [DeadlineBasis]: 期限依据 / Where that day comes from
-- lead_units: 牵头单位 / Who leads it; NULL where nobody is named so
-- responsible_units: 责任单位 / Who is responsible; NULL where nobody is named so
-- support_units: 配合单位 / Who supports it; NULL where nobody is named so
-- targets: 目标数 / How many targets stand in it, restated ones and totals among them
-- place: 地方 / The division whose government speaks
-- is_in_force: 是否有效; 所在文件已被新版本取代的为否 / False where a newer version superseded its document
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 任务原文 / The task's own words
-- char_start: 原文起始偏移 / Offset at which the task starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where the task stands on its page, relative to the release
WITH named AS (
  SELECT tu.task_id, tu.role, u.canonical_name AS unit, min(tu.position) AS position
  FROM task_units tu JOIN units u USING (unit_id)
  GROUP BY ALL
),
responsible AS (
  SELECT
    task_id,
    list(unit ORDER BY position) FILTER (role = 'lead') AS lead_units,
    list(unit ORDER BY position) FILTER (role = 'responsible') AS responsible_units,
    list(unit ORDER BY position) FILTER (role = 'support') AS support_units
  FROM named
  GROUP BY task_id
),
counted AS (SELECT task_id, count(*) AS targets FROM targets WHERE task_id IS NOT NULL GROUP BY task_id)
SELECT
  t.task_id,
  t.label,
  t.title,
  t.status,
  t.due_on,
  t.deadline_basis,
  r.lead_units,
  r.responsible_units,
  r.support_units,
  coalesce(c.targets, 0) AS targets,
  d.place,
  d.is_in_force,
  t.document_id,
  d.document_title,
  t.quote,
  t.char_start,
  evidence_path(t.document_id, t.char_start, t.char_end) AS evidence_path
FROM tasks t
JOIN documents_once d USING (document_id)
LEFT JOIN responsible r USING (task_id)
LEFT JOIN counted c USING (task_id)
