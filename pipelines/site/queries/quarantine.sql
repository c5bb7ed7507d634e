SELECT document_id, table_name, rule, reason FROM quarantine ORDER BY quarantine_id LIMIT 200
