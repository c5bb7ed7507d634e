-- zh: 变化: 每行一条与另一发布相比新增、消失或改变的记录; 同一正文只计一次; 各列都比, 唯含偏移的编号、偏移、正文和 platforms.document_ids 不比; 不比章节、数字、指标、平台提及、单位成员、待查关联、未解段落、隔离和答复各表
-- en: one row a row that this release gained, lost or changed against another release's file; each text counted once; all columns are compared but offsets, the ids that hold them, documents.text and platforms.document_ids; not compared are sections, numerals, indicators, platform_mentions, platform_classes, unit_members, link_candidates, unresolved, quarantine and replies
-- $path: 路径: 另一发布的 planhouse.duckdb / The planhouse.duckdb of the other release
-- table_name [documents 文件, tasks 任务, task_units 任务单位, targets 目标, achievements 成果, incentives 奖补, deadlines 时限, citations 引用, units 单位, platforms 平台, progress 进展, target_links 目标关联]: 表名 / The table
-- event [gained 新增, lost 消失, changed 改变]: 变化类别 / gained, lost or changed
-- id: 编号 / Id of the row; of a lost one, in the other release
-- document_id: 所在文件 / The document
-- changed: 改变的列, 各附前后之值 / The columns that changed, each with its value before and after
-- quote_before: 此前原文 / Its words in the other release; NULL where it was gained
-- quote_after: 现在原文 / Its words in this release; NULL where it was lost
-- evidence_path: 原文地址, 相对于本发布目录 / Where it stands on its page in this release
-- evidence_path_before: 此前原文地址, 相对于另一发布目录 / Where it stood on its page in the other release
-- Each row as JSON, so that a column that only one of the releases has is told from one without a value.
WITH all_documents AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM (SELECT * EXCLUDE (text) FROM documents) t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM (SELECT * EXCLUDE (text) FROM read_duckdb(path, table_name = 'documents')) t
),
all_tasks AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM tasks t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM read_duckdb(path, table_name = 'tasks') t
),
all_task_units AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM task_units t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM read_duckdb(path, table_name = 'task_units') t
),
all_targets AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM targets t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM read_duckdb(path, table_name = 'targets') t
),
all_achievements AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM achievements t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM read_duckdb(path, table_name = 'achievements') t
),
all_incentives AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM incentives t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM read_duckdb(path, table_name = 'incentives') t
),
all_deadlines AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM deadlines t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM read_duckdb(path, table_name = 'deadlines') t
),
all_citations AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM citations t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM read_duckdb(path, table_name = 'citations') t
),
all_units AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM units t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM read_duckdb(path, table_name = 'units') t
),
all_platforms AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM platforms t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM read_duckdb(path, table_name = 'platforms') t
),
all_progress AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM progress t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM read_duckdb(path, table_name = 'progress') t
),
all_target_links AS (
  SELECT true AS is_now, to_json(t) AS said, t.* FROM target_links t
  UNION ALL BY NAME
  SELECT false AS is_now, to_json(t) AS said, t.* FROM read_duckdb(path, table_name = 'target_links') t
),
-- Each row with the words that it is known by, whatever its offset: ids hold offsets and move with them.
of_documents AS (
  SELECT is_now, 'targets' AS table_name, target_id AS id, document_id, char_start, char_end, quote, quote || '@' || (value_start - char_start) AS known_by, said
  FROM all_targets
  UNION ALL
  SELECT is_now, 'achievements' AS table_name, achievement_id AS id, document_id, char_start, char_end, quote, quote || '@' || (value_start - char_start) AS known_by, said
  FROM all_achievements
  UNION ALL
  SELECT is_now, 'incentives' AS table_name, incentive_id AS id, document_id, char_start, char_end, quote, quote || '@' || (value_start - char_start) AS known_by, said
  FROM all_incentives
  UNION ALL
  SELECT is_now, 'deadlines' AS table_name, deadline_id AS id, document_id, char_start, char_end, quote, quote AS known_by, said
  FROM all_deadlines
  UNION ALL
  SELECT is_now, 'citations' AS table_name, citation_id AS id, document_id, char_start, char_end, quote, quote AS known_by, said
  FROM all_citations
  UNION ALL
  SELECT is_now, 'tasks' AS table_name, task_id AS id, document_id, char_start, char_end, quote, title AS known_by, said
  FROM all_tasks
  UNION ALL
  SELECT
    n.is_now, 'task_units', n.task_id || ' ' || n.char_start, n.document_id, n.char_start, n.char_end, n.quote,
    n.unit_id || ' ' || t.title, n.said
  FROM all_task_units n JOIN all_tasks t USING (is_now, task_id)
  UNION ALL
  SELECT
    p.is_now, 'progress', p.target_id || ' ' || p.achievement_id, t.document_id, t.char_start, t.char_end, t.quote,
    t.quote || '@' || (t.value_start - t.char_start) || ' ' || a.document_id || ' ' || a.quote || '@' || (a.value_start - a.char_start),
    p.said
  FROM all_progress p JOIN all_targets t USING (is_now, target_id) JOIN all_achievements a USING (is_now, achievement_id)
  UNION ALL
  SELECT
    l.is_now, 'target_links', l.target_id || ' ' || l.linked_target_id || ' ' || l.relation, t.document_id, t.char_start,
    t.char_end, t.quote,
    t.quote || '@' || (t.value_start - t.char_start) || ' ' || l.relation || ' ' || o.document_id || ' ' || o.quote || '@' || (o.value_start - o.char_start),
    l.said
  FROM all_target_links l
  JOIN all_targets t USING (is_now, target_id)
  JOIN all_targets o ON o.is_now = l.is_now AND o.target_id = l.linked_target_id
),
compared AS (
  SELECT o.*
  FROM of_documents o
  SEMI JOIN (SELECT is_now, document_id FROM all_documents WHERE duplicate_of IS NULL) d USING (is_now, document_id)
  UNION ALL
  SELECT is_now, 'documents', document_id, document_id, NULL, NULL, coalesce(title, document_id), document_id, said
  FROM all_documents
  UNION ALL
  SELECT is_now, 'units', unit_id, '', NULL, NULL, canonical_name, unit_id, said FROM all_units
  UNION ALL
  SELECT is_now, 'platforms', platform_id, '', NULL, NULL, canonical_name, platform_id, said FROM all_platforms
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
  SELECT after, before FROM by_words
  UNION ALL
  SELECT a, b FROM only_after a FULL JOIN only_before b ON a.table_name = b.table_name AND a.id = b.id
),
told AS (
  SELECT
    after,
    before,
    list_filter(
      list_intersect(json_keys(after.said), json_keys(before.said)),
      lambda name: (after.said ->> name) IS DISTINCT FROM (before.said ->> name) AND NOT list_contains(
        [
          'char_start', 'char_end', 'value_start', 'value_end', 'position', 'target_id', 'achievement_id', 'incentive_id',
          'deadline_id', 'citation_id', 'task_id', 'section_id', 'restates_target_id', 'linked_target_id', 'document_ids'
        ],
        name
      )
    ) AS names
  FROM paired
)
SELECT
  coalesce(after.table_name, before.table_name) AS table_name,
  CASE WHEN before.id IS NULL THEN 'gained' WHEN after.id IS NULL THEN 'lost' ELSE 'changed' END AS event,
  coalesce(after.id, before.id) AS id,
  nullif(coalesce(after.document_id, before.document_id), '') AS document_id,
  CASE
    WHEN before.id IS NOT NULL AND after.id IS NOT NULL THEN list_transform(
      list_sort(names),
      lambda name: name || ': ' || coalesce(before.said ->> name, 'NULL') || ' → ' || coalesce(after.said ->> name, 'NULL')
    )
  END AS changed,
  before.quote AS quote_before,
  after.quote AS quote_after,
  evidence_path(after.document_id, after.char_start, after.char_end) AS evidence_path,
  evidence_path(before.document_id, before.char_start, before.char_end) AS evidence_path_before
FROM told
WHERE before.id IS NULL OR after.id IS NULL OR len(names) > 0
ORDER BY table_name, document_id, coalesce(after.char_start, before.char_start), id
