-- zh: 到期事项: 每行一个有期限的目标或计划任务; 目标各计一次, 不含已被取代的文件; 每年的数量只在其最后一日列一次
-- en: one row a target or a planned task that has a last day; targets are counted once, superseded documents left out; a yearly amount stands there once, on the last day up to which it recurs
-- due_on: 完成期限 / The last day
-- what [target 目标, task 任务]: 类别: 目标或任务 / target or task
-- row_id: 编号 / Id of the target or task
-- title: 事项: 指标或任务标题 / The indicator, or the task's title
-- comparator [Comparator]: 比较关系 / What is written next to the target's number
-- value: 目标值 / The target's number
-- value_max: 区间上限 / Upper bound of a range
-- unit: 计量单位 / Its unit of measure
-- recurrence [Recurrence]: 频次: 一次或每年 / Whether the target is of every year up to the last day
-- units: 责任单位 / Who answers for it; NULL where nobody is named
-- deadline_basis [DeadlineBasis]: 期限依据 / Where the day comes from
-- place: 地方 / The division whose government speaks
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 原文: 目标原句或任务原文 / The target's sentence, or the task's words
-- char_start: 原文起始偏移 / Offset at which the sentence or task starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where it stands on its page, relative to the release
SELECT
  due_on, 'target' AS what, target_id AS row_id, indicator AS title, comparator, value, value_max, unit, recurrence, units,
  deadline_basis, place, document_id, document_title, quote, char_start,
  evidence_path
FROM target_facts
WHERE is_counted AND due_on IS NOT NULL
UNION ALL
SELECT
  due_on, 'task', task_id, title, NULL, NULL, NULL, NULL, NULL,
  nullif(list_concat(lead_units, responsible_units, support_units), []),
  deadline_basis, place, document_id, document_title, quote, char_start,
  evidence_path
FROM task_facts
WHERE status = 'planned' AND is_in_force AND due_on IS NOT NULL
