-- How much there is, each text counted once.
SELECT
  (SELECT count(*) FROM "once".documents) AS documents,
  (SELECT count(*) FROM "once".tasks) AS tasks,
  (SELECT count(*) FROM targets_counted_once) AS targets,
  (SELECT count(*) FROM "once".achievements) AS achievements,
  (SELECT count(*) FROM "once".incentives) AS incentives,
  (SELECT count(*) FROM units) AS units,
  (SELECT count(*) FROM platforms) AS platforms,
  (SELECT count(*) FROM "once".unresolved) AS unresolved,
  (SELECT count(*) FROM quarantine) AS quarantine
