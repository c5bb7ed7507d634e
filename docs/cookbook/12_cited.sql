-- for: 代表委员工作人员 / A deputy's staff
-- zh: 答复引用了哪些文件, 库里有没有?
-- en: Which plans does the reply lean on, and are they in the release?
-- why: What is cited and not held is what to ask the office for.
SELECT title, cited_place, is_held, evidence_path
FROM citation_facts
JOIN reply_facts USING (document_id)
ORDER BY document_id, char_start
