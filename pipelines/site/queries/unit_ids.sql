SELECT unit_id FROM units
