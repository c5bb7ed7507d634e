-- zh: 变化: 每行一条与另一发布相比新增、消失或改变的记录; 同一正文只计一次
-- en: one row a row that this release gained, lost or changed against another release's file; each text counted once
-- $path: 路径: 另一发布的 planhouse.duckdb / The planhouse.duckdb of the other release
-- table_name [documents 文件, tasks 任务, task_units 任务单位, targets 目标, achievements 成果, incentives 奖补, units 单位]: 表名 / The table
-- event [gained 新增, lost 消失, changed 改变]: 变化类别 / gained, lost or changed
-- id: 编号 / Id of the row; of a lost one, in the other release
-- document_id: 所在文件 / The document
-- changed: 改变的列, 各附前后之值 / The columns that changed, each with its value before and after
-- quote_before: 此前原文 / Its words in the other release; NULL where it was gained
-- quote_after: 现在原文 / Its words in this release; NULL where it was lost
-- evidence_path: 原文地址, 相对于本发布目录 / Where it stands on its page in this release
-- evidence_path_before: 此前原文地址, 相对于另一发布目录 / Where it stood on its page in the other release
WITH all_documents AS (
  SELECT true AS is_now, * FROM documents
  UNION ALL BY NAME SELECT false AS is_now, * FROM read_duckdb(path, table_name = 'documents')
),
all_tasks AS (
  SELECT true AS is_now, * FROM tasks
  UNION ALL BY NAME SELECT false AS is_now, * FROM read_duckdb(path, table_name = 'tasks')
),
all_task_units AS (
  SELECT true AS is_now, * FROM task_units
  UNION ALL BY NAME SELECT false AS is_now, * FROM read_duckdb(path, table_name = 'task_units')
),
all_targets AS (
  SELECT true AS is_now, * FROM targets
  UNION ALL BY NAME SELECT false AS is_now, * FROM read_duckdb(path, table_name = 'targets')
),
all_achievements AS (
  SELECT true AS is_now, * FROM achievements
  UNION ALL BY NAME SELECT false AS is_now, * FROM read_duckdb(path, table_name = 'achievements')
),
all_incentives AS (
  SELECT true AS is_now, * FROM incentives
  UNION ALL BY NAME SELECT false AS is_now, * FROM read_duckdb(path, table_name = 'incentives')
),
all_units AS (
  SELECT true AS is_now, * FROM units
  UNION ALL BY NAME SELECT false AS is_now, * FROM read_duckdb(path, table_name = 'units')
),
-- Each row with the words that it is known by, whatever its offset: ids hold offsets and move with them.
of_documents AS (
  SELECT
    is_now, 'targets' AS table_name, target_id AS id, document_id, char_start, char_end, quote,
    quote || '@' || (value_start - char_start) AS known_by,
    MAP {
      'indicator': indicator, 'measure': measure, 'comparator': comparator, 'value': value::VARCHAR,
      'value_max': value_max::VARCHAR, 'unit': unit, 'recurrence': recurrence, 'per': per, 'due_on': due_on::VARCHAR,
      'modality': modality, 'nature': nature
    } AS said
  FROM all_targets
  UNION ALL
  SELECT
    is_now, 'achievements', achievement_id, document_id, char_start, char_end, quote,
    quote || '@' || (value_start - char_start),
    MAP {
      'indicator': indicator, 'measure': measure, 'comparator': comparator, 'value': value::VARCHAR,
      'value_max': value_max::VARCHAR, 'unit': unit, 'as_of': as_of::VARCHAR
    }
  FROM all_achievements
  UNION ALL
  SELECT
    is_now, 'incentives', incentive_id, document_id, char_start, char_end, quote,
    quote || '@' || (value_start - char_start),
    MAP {
      'beneficiary': beneficiary, 'form': form, 'amount_kind': amount_kind, 'value': value::VARCHAR, 'unit': unit,
      'basis': basis
    }
  FROM all_incentives
  UNION ALL
  SELECT
    is_now, 'tasks', task_id, document_id, char_start, char_end, quote, title,
    MAP {'text': text, 'status': status, 'due_on': due_on::VARCHAR}
  FROM all_tasks
  UNION ALL
  SELECT
    n.is_now, 'task_units', n.task_id || ' ' || n.char_start, n.document_id, n.char_start, n.char_end, n.quote,
    n.unit_id || ' ' || t.title, MAP {'role': n.role}
  FROM all_task_units n JOIN all_tasks t USING (is_now, task_id)
),
compared AS (
  SELECT o.*
  FROM of_documents o
  SEMI JOIN (SELECT is_now, document_id FROM all_documents WHERE duplicate_of IS NULL) d USING (is_now, document_id)
  UNION ALL
  SELECT
    is_now, 'documents', document_id, document_id, NULL, NULL, coalesce(title, document_id), document_id,
    MAP {
      'sha256': sha256, 'title': title, 'document_type': document_type, 'issued_on': issued_on::VARCHAR,
      'period_start': period_start::VARCHAR, 'period_end': period_end::VARCHAR, 'supersedes': supersedes,
      'duplicate_of': duplicate_of
    }
  FROM all_documents
  UNION ALL
  SELECT
    is_now, 'units', unit_id, '', NULL, NULL, canonical_name, unit_id,
    MAP {'unit_type': unit_type, 'succeeded_by': succeeded_by}
  FROM all_units
),
numbered AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY is_now, table_name, document_id, known_by ORDER BY char_start, id
    ) AS nth
  FROM compared
),
by_words AS (
  SELECT a AS after, b AS before
  FROM (FROM numbered WHERE is_now) a
  JOIN (FROM numbered WHERE NOT is_now) b USING (table_name, document_id, known_by, nth)
),
only_after AS (
  FROM (FROM numbered WHERE is_now) n ANTI JOIN by_words w ON w.after.table_name = n.table_name AND w.after.id = n.id
),
only_before AS (
  FROM (FROM numbered WHERE NOT is_now) n
  ANTI JOIN by_words w ON w.before.table_name = n.table_name AND w.before.id = n.id
),
paired AS (
  SELECT after, before FROM by_words WHERE after.said IS DISTINCT FROM before.said
  UNION ALL
  SELECT a, b FROM only_after a FULL JOIN only_before b ON a.table_name = b.table_name AND a.id = b.id
)
SELECT
  coalesce(after.table_name, before.table_name) AS table_name,
  CASE WHEN before.id IS NULL THEN 'gained' WHEN after.id IS NULL THEN 'lost' ELSE 'changed' END AS event,
  coalesce(after.id, before.id) AS id,
  nullif(coalesce(after.document_id, before.document_id), '') AS document_id,
  CASE
    WHEN before.id IS NOT NULL AND after.id IS NOT NULL THEN list_transform(
      list_filter(map_keys(after.said), lambda name: after.said[name] IS DISTINCT FROM before.said[name]),
      lambda name: name || ': ' || coalesce(before.said[name], 'NULL') || ' → ' || coalesce(after.said[name], 'NULL')
    )
  END AS changed,
  before.quote AS quote_before,
  after.quote AS quote_after,
  evidence_path(after.document_id, after.char_start, after.char_end) AS evidence_path,
  evidence_path(before.document_id, before.char_start, before.char_end) AS evidence_path_before
FROM paired
ORDER BY table_name, document_id, coalesce(after.char_start, before.char_start), id
