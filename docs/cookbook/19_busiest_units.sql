-- for: 审计人员 / An auditor
-- zh: 哪些部门的任务最多?
-- en: Which departments answer for most?
-- why: With what stands behind each task. Targets are counted once for each unit. County governments stand behind 各县(市、区)政府 and are left out here.
SELECT unit, tasks, tasks_led, targets, documents
FROM unit_facts
WHERE unit_type = 'department'
ORDER BY tasks DESC, targets DESC, unit
LIMIT 8
