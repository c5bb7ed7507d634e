-- zh: 平台: 每行一个有专名的平台载体, 附提及次数与首次提及处
-- en: one row a carrier that has a name, with how often and where it is named
-- platform_id: 平台编号 / The carrier
-- name: 平台, 规范名称 / Its canonical name
-- platform_type: 平台类别, 中文类名 / The Chinese class noun
-- level [CarrierLevel]: 级别; 未写明为空 / National, provincial, municipal or county; NULL where no text says
-- place: 地方, 按名称所示 / The division that its name tells; NULL where it tells none
-- place_code: 行政区划代码 / Its six digits of GB/T 2260
-- mentions: 提及次数 / How often documents name it
-- documents: 文件数 / How many documents name it
-- document_titles: 文件标题 / Their titles, or ids where they have none
-- evidence_path: 原文地址: 首次提及处, 相对于发布目录 / Where its first mention stands on its page, relative to the release
WITH named AS (
  SELECT
    m.platform_id,
    count(*) AS mentions,
    count(DISTINCT m.document_id) AS documents,
    list(DISTINCT d.document_title ORDER BY d.document_title) AS document_titles,
    min((m.document_id, m.char_start, m.char_end)) AS first
  FROM platform_mentions m
  JOIN documents_once d USING (document_id)
  WHERE m.platform_id IS NOT NULL
  GROUP BY m.platform_id
)
SELECT
  f.platform_id,
  f.canonical_name AS name,
  f.platform_type,
  f.level,
  p.name AS place,
  f.jurisdiction_code AS place_code,
  n.mentions,
  n.documents,
  n.document_titles,
  evidence_path(n.first[1], n.first[2], n.first[3]) AS evidence_path
FROM platforms f
JOIN named n USING (platform_id)
LEFT JOIN meta.places p ON p.code = f.jurisdiction_code
