-- for: 找补贴的企业 / A company that looks for subsidies
-- zh: 哪里说到科技型中小企业?
-- en: Where do plans speak of small technology firms?
-- why: `passages` finds words in the sentences of targets, tasks, results and incentives.
SELECT what, title, place, quote
FROM passages('科技型中小企业')
ORDER BY document_id, char_start, row_id
