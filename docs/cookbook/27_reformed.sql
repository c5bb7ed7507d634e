-- for: 审计人员 / An auditor
-- zh: 机构改革后, 当年的责任单位现在是谁?
-- en: Who has the duties of units that are gone?
-- why: Twelve of the units that the two plans name were renamed or merged since; who asks for papers asks those that took over.
SELECT unit, present_unit, tasks, targets
FROM unit_facts
WHERE present_unit <> unit AND tasks > 0
ORDER BY tasks DESC, unit
