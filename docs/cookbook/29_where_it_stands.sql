-- for: 记者 / A journalist
-- zh: 院士工作站的数字出自哪里?
-- en: Where does it say so?
-- why: `evidence_path` leads to the sentence on the pages of the release; offsets count characters of the text.
SELECT what, title, quote, evidence_path
FROM passages('院士工作站')
WHERE what IN ('target', 'achievement') AND title = '院士工作站'
ORDER BY document_id, char_start, row_id
