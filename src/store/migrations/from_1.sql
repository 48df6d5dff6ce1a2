-- From version 1, whose tables referred to each other by text ids, to the present one.
DROP VIEW v_events_flat;
DROP VIEW v_claims;
DROP INDEX records_by_article;
DROP INDEX records_by_event;
DROP INDEX entities_by_code;
ALTER TABLE runs RENAME TO old_runs;
ALTER TABLE articles RENAME TO old_articles;
ALTER TABLE records RENAME TO old_records;
ALTER TABLE attributions RENAME TO old_attributions;
ALTER TABLE entities RENAME TO old_entities;
ALTER TABLE evidence RENAME TO old_evidence;
ALTER TABLE links RENAME TO old_links;
@CARKEYS_TABLES@
INSERT INTO runs (number, id, name, coder, codebook)
SELECT rowid, id, name, coder, codebook FROM old_runs ORDER BY rowid;
INSERT INTO articles (number, id, name, title, citation, url, publication, language, date, text,
  spellings, run, source_hash, coding_hash)
SELECT a.rowid, a.id, coalesce(a.title, a.citation), a.title, a.citation, a.url, a.publication,
  a.language, a.date, a.text, spellings_of(coalesce(a.title || char(10), '') || a.text), n.number,
  NULL, a.coding_hash
FROM old_articles a JOIN runs n ON n.id = a.run_id ORDER BY a.rowid;
INSERT INTO articles_fts (rowid, title, text, spellings)
SELECT number, title, text, spellings FROM articles ORDER BY number;
INSERT INTO records (number, id, name, article, position, kind, event, mode, context, cameo,
  quad_code, event_scale, date, enddate, date_precision, date_text, event_text, extracted_place,
  resolved_place, country_code, lat, lon, resolution, status, aux, confidence)
SELECT r.rowid, r.id, r.name, a.number, r.position, r.kind, r.event, r.mode, r.context, r.cameo,
  r.quad_code, r.event_scale, r.date, r.enddate, r.date_precision, r.date_text, r.event_text,
  r.extracted_place, r.resolved_place, r.country_code, r.lat, r.lon, r.resolution, r.status, r.aux,
  r.confidence
FROM old_records r JOIN articles a ON a.id = r.article_id ORDER BY r.rowid;
INSERT INTO attributions
SELECT r.number, o.position, o.stance, o.cue_text, o.quoted, o.start, o.end
FROM old_attributions o JOIN records r ON r.id = o.record_id ORDER BY r.number, o.position;
INSERT INTO entities
SELECT r.number, o.side, o.attribution, o.position, o.code, o.sector, o.other_sectors,
  o.entity_text, o.identifier_text, o.identifier_id, o.office, o.cow, o.gw, o.start, o.end
FROM old_entities o JOIN records r ON r.id = o.record_id ORDER BY r.number;
INSERT INTO evidence
SELECT r.number, o.position, o.sequence, o.start, o.end, o.trigger_spans, o.text
FROM old_evidence o JOIN records r ON r.id = o.record_id ORDER BY r.number, o.position;
INSERT INTO links
SELECT r.number, o.rel, o.target_id FROM old_links o JOIN records r ON r.id = o.record_id;
DROP TABLE old_links;
DROP TABLE old_evidence;
DROP TABLE old_entities;
DROP TABLE old_attributions;
DROP TABLE old_records;
DROP TABLE old_articles;
DROP TABLE old_runs;
