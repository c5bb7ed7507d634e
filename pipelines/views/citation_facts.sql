-- zh: 引用: 每行一次对其他文件的引用
-- en: one row a reference to another document
-- citation_id: 引用编号 / The reference
-- title: 所引标题; 有全称用全称 / The title that it names, in full where the document says what it is short for
-- number: 所引文号 / The number that it names
-- cited_place: 所引制定地方 / Whose document the words before it say that it is
-- cited_document_id: 库内对应文件 / The document, where the release holds it
-- is_held: 是否在库内 / Whether the release holds it
-- place: 地方 / The division whose government cites it
-- document_id: 所在文件 / The document that cites it
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 原文 / The reference as written
-- char_start: 原文起始偏移 / Offset at which it starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where it stands on its page, relative to the release
SELECT
  c.citation_id,
  coalesce(c.full_title, c.cited_title) AS title,
  coalesce(c.full_number, c.cited_number) AS number,
  p.name AS cited_place,
  c.cited_document_id,
  c.cited_document_id IS NOT NULL AS is_held,
  d.place,
  c.document_id,
  d.document_title,
  c.quote,
  c.char_start,
  evidence_path(c.document_id, c.char_start, c.char_end) AS evidence_path
FROM citations c
JOIN documents_once d USING (document_id)
LEFT JOIN meta.places p ON p.code = c.cited_place_code
