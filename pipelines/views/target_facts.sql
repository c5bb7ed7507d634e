-- zh: 目标: 每行一个量化目标, 附责任单位与原句
-- en: one row a target with whom it counts for, who answers for it, and the sentence that says so
-- target_id: 目标编号 / The target
-- indicator: 指标, 照原文 / What is measured, in the text's words
-- measure [Measure]: 口径: 水平、增量、增速或降幅 / Stock or rate, amount added, rate of change, reduction
-- comparator [Comparator]: 比较关系 / What is written next to the number
-- value: 目标值, 按原单位 / The number in the written unit
-- value_max: 区间上限 / Upper bound of a range
-- unit: 计量单位, 照原文 / The unit of measure as written
-- recurrence [Recurrence]: 频次: 一次或每年 / once, or every year
-- per: 分别计于: 各自计数的对象, 如每县 / Whom each counts for; NULL when it is one total
-- due_on: 完成期限 / Last day by which it must hold
-- deadline_basis [DeadlineBasis]: 期限依据 / Where that day comes from
-- modality [Modality]: 语气: 确定或力争 / firm, or aspirational
-- nature [Nature]: 指标属性: 预期性或约束性 / expected or binding, where the document says
-- baseline_value: 基数 / The value that it starts from
-- place: 地方 / The division whose government speaks
-- place_name: 所指地方 / The division that the number is of; NULL where the clause speaks of a part or of several
-- units: 责任单位; 重述处点名的也算 / Who answers for it, also where it is said again; NULL where nobody is named
-- task_title: 任务标题 / The task that it stands in; NULL for goals outside tasks
-- is_counted: 是否计入; 重述、合计和已被取代的目标为否 / False for restatements, totals and what a newer version superseded
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 原句 / The sentence that says so
-- char_start: 原文起始偏移 / Offset at which the sentence starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where the number stands in its sentence on the page of its document, relative to the release
WITH named AS (
  SELECT
    coalesce(t.restates_target_id, t.target_id) AS target_id,
    u.canonical_name AS unit,
    min((CASE tu.role WHEN 'lead' THEN 0 WHEN 'responsible' THEN 1 ELSE 2 END, tu.position)) AS place_in_list
  FROM targets t JOIN task_units tu USING (task_id) JOIN units u USING (unit_id)
  GROUP BY ALL
),
responsible AS (SELECT target_id, list(unit ORDER BY place_in_list, unit) AS units FROM named GROUP BY target_id)
SELECT
  t.target_id,
  t.indicator,
  t.measure,
  t.comparator,
  t.value,
  t.value_max,
  t.unit,
  t.recurrence,
  t.per,
  t.due_on,
  t.deadline_basis,
  t.modality,
  t.nature,
  t.baseline_value,
  d.place,
  CASE WHEN t.place_code = d.place_code THEN d.place ELSE p.name END AS place_name,
  r.units,
  k.title AS task_title,
  c.target_id IS NOT NULL AS is_counted,
  t.document_id,
  d.document_title,
  t.quote,
  t.char_start,
  evidence_path(t.document_id, t.value_start, t.value_end) AS evidence_path
FROM targets t
JOIN documents_once d ON d.document_id = t.document_id
LEFT JOIN tasks k ON k.task_id = t.task_id
LEFT JOIN meta.places p ON p.code = t.place_code
LEFT JOIN responsible r ON r.target_id = coalesce(t.restates_target_id, t.target_id)
LEFT JOIN targets_counted_once c ON c.target_id = t.target_id
