-- zh: 同文计一次: 每行一份文件, 同一正文只计一次; 已被新版本取代的也在内
-- en: one row a document, each text counted once; those that a newer version superseded among them
-- document_id: 文件编号 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- document_type [DocumentType]: 文种 / Kind of document
-- place: 地方 / The division whose government speaks
-- place_code: 行政区划代码 / Its six digits of GB/T 2260
-- dated_on: 日期: 成文日期, 否则发布日期 / Day of signing, else of publication
-- period_start: 规划期起始日 / First day of its own period
-- period_end: 规划期截止日 / Last day of its own period
-- is_in_force: 是否有效; 已有新版本取代的为否 / False where the release holds a newer version that supersedes it
SELECT
  document_id,
  coalesce(title, document_id) AS document_title,
  document_type,
  jurisdiction_name AS place,
  jurisdiction_code AS place_code,
  coalesce(issued_on, published_on) AS dated_on,
  period_start,
  period_end,
  document_id NOT IN (SELECT supersedes FROM documents WHERE supersedes IS NOT NULL) AS is_in_force
FROM documents
WHERE duplicate_of IS NULL
