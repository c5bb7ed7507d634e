-- zh: 单位目标: 每行一个单位与它所负责的任务中的一个目标, 经由统称的也算; 目标各计一次, 几项任务都写到时取责任最重、点名、在前的一处
-- en: one row a unit and a target in a task that it answers for, through collectives too; targets are counted once: of several tasks that say one, that in which its role is strongest, it is named itself, and which stands first
-- unit_id: 单位编号 / The unit
-- unit: 单位, 规范全称 / Its canonical name
-- present_unit_id: 现承接单位编号 / The unit that has its duties now
-- role [UnitRole]: 责任方式: 牵头、责任或配合 / lead, responsible or support
-- through: 经由统称; 直接点名为空 / The collective that it is a member of; NULL where it is named itself
-- target_id: 目标编号 / The target; where the task says one again, the one that was said first
-- indicator: 指标, 照原文 / What is measured, in the text's words
-- comparator [Comparator]: 比较关系 / What is written next to the number
-- value: 目标值 / The number in the written unit
-- value_max: 区间上限 / Upper bound of a range
-- measure_unit: 计量单位 / The unit of measure as written
-- recurrence [Recurrence]: 频次: 一次或每年 / once, or every year
-- per: 分别计于: 各自计数的对象, 如每县 / Whom each counts for
-- due_on: 完成期限 / Last day by which it must hold
-- task_id: 任务编号 / The task
-- task_title: 任务标题 / The task's title
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 原句 / The sentence in the task
-- char_start: 原文起始偏移 / Offset at which the sentence starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where the number stands in its sentence on the page of its document, relative to the release
WITH counted AS (
  SELECT
    u.unit_id,
    any_value(u.unit) AS unit,
    any_value(u.present_unit_id) AS present_unit_id,
    c.target_id,
    -- Of each its ids alone: the other columns of all that say a target would be held at once.
    min_by(
      {role: u.role, through: u.through, task_id: u.task_id, target_id: t.target_id},
      (
        CASE u.role WHEN 'lead' THEN 0 WHEN 'responsible' THEN 1 ELSE 2 END,
        u.through IS NOT NULL,
        u.document_id,
        t.char_start,
        t.target_id
      )
    ) AS said
  FROM unit_tasks u
  JOIN targets t USING (task_id)
  JOIN targets_counted_once c ON c.target_id = coalesce(t.restates_target_id, t.target_id)
  GROUP BY u.unit_id, c.target_id
)
SELECT
  k.unit_id,
  k.unit,
  k.present_unit_id,
  k.said.role AS role,
  k.said.through AS through,
  k.target_id,
  t.indicator,
  t.comparator,
  t.value,
  t.value_max,
  t.unit AS measure_unit,
  t.recurrence,
  t.per,
  t.due_on,
  s.task_id,
  s.title AS task_title,
  t.document_id,
  d.document_title,
  t.quote,
  t.char_start,
  evidence_path(t.document_id, t.value_start, t.value_end) AS evidence_path
FROM counted k
JOIN targets t ON t.target_id = k.said.target_id
JOIN tasks s ON s.task_id = k.said.task_id
JOIN documents_in_force d ON d.document_id = t.document_id
ORDER BY k.unit_id, k.target_id
