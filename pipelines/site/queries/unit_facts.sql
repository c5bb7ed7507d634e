-- What is known of each of the wanted units itself.
SELECT
  u.unit_id, u.canonical_name, u.unit_type, u.jurisdiction_code, u.succeeded_by, u.succession_source, u.aliases,
  s.canonical_name AS successor,
  coalesce((SELECT list(p.unit_id ORDER BY p.unit_id) FROM units p WHERE p.succeeded_by = u.unit_id), []) AS predecessors,
  coalesce((SELECT list(m.member_unit_id ORDER BY m.member_unit_id) FROM unit_members m WHERE m.unit_id = u.unit_id), []) AS members
FROM units u LEFT JOIN units s ON s.unit_id = u.succeeded_by
WHERE u.unit_id IN (FROM wanted)
ORDER BY u.unit_id
