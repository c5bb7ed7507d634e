-- The documents in which each indicator has a number.
SELECT DISTINCT indicator_id, document_id FROM targets UNION SELECT indicator_id, document_id FROM achievements
