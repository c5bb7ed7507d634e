"""A release as an Excel workbook: a sheet for each table, for people who work there."""
