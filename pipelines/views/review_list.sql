-- zh: 待查关联: 每行一对待人工判断的可能关联, 附双方原文
-- en: one row a pair that is not linked and may belong together, with the words of both sides
-- candidate_id: 编号 / The candidate
-- kind [CandidateKind]: 可能的关联 / What the link would be
-- reason: 未关联的原因 / What speaks for the link, and what is not shown
-- left_id: 一方 / Id of the row on one side
-- left_words: 一方原文 / Its words
-- left_evidence_path: 一方原文地址 / Where they stand on its page; NULL for names of the whole corpus
-- right_id: 另一方 / Id of the row on the other side
-- right_words: 另一方原文 / Its words
-- right_evidence_path: 另一方原文地址 / Where they stand on its page
WITH words AS (
  SELECT target_id AS id, quote AS words, evidence_path(document_id, value_start, value_end) AS evidence_path FROM targets
  UNION ALL SELECT achievement_id, quote, evidence_path(document_id, value_start, value_end) FROM achievements
  UNION ALL SELECT citation_id, quote, evidence_path(document_id, char_start, char_end) FROM citations
  UNION ALL SELECT indicator_id, canonical_name, NULL FROM indicators
  UNION ALL SELECT platform_id, canonical_name, NULL FROM platforms
  UNION ALL SELECT document_id, title, NULL FROM documents
)
SELECT
  c.candidate_id,
  c.kind,
  c.reason,
  c.left_id,
  l.words AS left_words,
  l.evidence_path AS left_evidence_path,
  c.right_id,
  r.words AS right_words,
  r.evidence_path AS right_evidence_path
FROM link_candidates c
LEFT JOIN words l ON l.id = c.left_id
LEFT JOIN words r ON r.id = c.right_id
ORDER BY c.kind, c.candidate_id
