-- for: 数据工程师 / A data engineer
-- zh: 这个发布有多大, 有没有被隔离的内容?
-- en: How large is the release, and was anything held back?
-- why: Rows, rows where each text counts once, and those in quarantine, for the tables that people ask for first.
SELECT table_name, label_zh AS 中文表名, rows, rows_once, rows_held_back
FROM meta.tables
WHERE table_name IN ('documents', 'tasks', 'targets', 'achievements', 'incentives', 'unresolved')
ORDER BY rows DESC, table_name
