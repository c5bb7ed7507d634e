-- for: 审计人员 / An auditor
-- zh: 保定市财政局名下有哪些任务?
-- en: Which tasks does 保定市财政局 have, and until when?
-- why: `tasks_of` takes the official name, a name that documents use, or a place for its government, and follows reforms.
SELECT 任务标题, 责任方式, 名单中的写法, 完成期限
FROM 中文."查单位任务"('保定市财政局')
ORDER BY 所在文件, 原文起始偏移
