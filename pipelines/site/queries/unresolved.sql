SELECT document_id, reason, quote, char_start, char_end FROM "once".unresolved ORDER BY document_id, char_start LIMIT 200
