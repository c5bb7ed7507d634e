-- for: 记者 / A journalist
-- zh: 手里有哪些文件, 各有多少承诺?
-- en: What do we have, and how much does each promise?
-- why: Two of the five are excerpts: `is_complete` says that their text starts or stops in the middle, so a number that is missing there may stand in the rest.
SELECT title, place, document_type, dated_on, is_complete, tasks, targets, achievements, incentives
FROM document_facts
ORDER BY document_id
