-- The tables of a car-keys database, version 1. Lists of codes are separated by commas, lists of
-- words by " | ". All start and end columns count Unicode code points of articles.text. Every key
-- is made from content, so coding an article again gives the same rows.
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  coder TEXT NOT NULL,
  codebook TEXT NOT NULL
);
CREATE TABLE articles (
  id TEXT PRIMARY KEY,
  title TEXT,
  citation TEXT NOT NULL,
  url TEXT,
  publication TEXT,
  language TEXT,
  date TEXT,
  text TEXT NOT NULL,
  run_id TEXT NOT NULL REFERENCES runs(id),
  coding_hash TEXT NOT NULL
);
CREATE TABLE records (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('event', 'relation')),
  event TEXT,
  mode TEXT NOT NULL,
  context TEXT NOT NULL,
  cameo TEXT,
  quad_code INTEGER,
  event_scale REAL,
  date TEXT,
  enddate TEXT,
  date_precision TEXT,
  date_text TEXT,
  event_text TEXT NOT NULL,
  extracted_place TEXT,
  resolved_place TEXT,
  country_code TEXT,
  lat REAL,
  lon REAL,
  resolution INTEGER,
  status TEXT NOT NULL
    CHECK (status IN ('reported', 'claimed', 'alleged', 'denied', 'disputed', 'confirmed')),
  aux TEXT NOT NULL,
  confidence REAL
);
CREATE INDEX records_by_article ON records(article_id, position);
CREATE INDEX records_by_event ON records(event, date);
CREATE TABLE attributions (
  record_id TEXT NOT NULL REFERENCES records(id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position > 0),
  stance TEXT NOT NULL CHECK (stance IN ('asserts', 'alleges', 'denies', 'confirms', 'doubts')),
  cue_text TEXT,
  quoted INTEGER NOT NULL,
  start INTEGER,
  end INTEGER,
  PRIMARY KEY (record_id, position)
);
-- attribution: 0 for actors and recipients; for a claimant, the position of its attribution.
CREATE TABLE entities (
  record_id TEXT NOT NULL REFERENCES records(id) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient', 'claimant')),
  attribution INTEGER NOT NULL,
  position INTEGER NOT NULL,
  code TEXT,
  sector TEXT,
  other_sectors TEXT,
  entity_text TEXT,
  identifier_text TEXT,
  identifier_id TEXT,
  office TEXT,
  cow INTEGER,
  gw INTEGER,
  start INTEGER,
  end INTEGER,
  PRIMARY KEY (record_id, side, attribution, position)
);
CREATE INDEX entities_by_code ON entities(code, sector);
CREATE TABLE evidence (
  record_id TEXT NOT NULL REFERENCES records(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  trigger_spans TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (record_id, position)
);
CREATE TABLE links (
  record_id TEXT NOT NULL REFERENCES records(id) ON DELETE CASCADE,
  rel TEXT NOT NULL CHECK (rel IN ('content_of', 'same_event', 'denied_by', 'corrects')),
  target_id TEXT NOT NULL,
  PRIMARY KEY (record_id, rel, target_id)
);
CREATE VIEW v_events_flat AS
SELECT r.id, a.citation, a.title, a.date AS article_date, r.kind, r.date, r.enddate, r.event, r.mode,
  (SELECT group_concat(name, ', ') FROM
    (SELECT coalesce(code, '---') || '/' || coalesce(sector, 'UNK') AS name FROM entities
     WHERE record_id = r.id AND side = 'actor' ORDER BY position)) AS actor,
  (SELECT group_concat(name, ', ') FROM
    (SELECT coalesce(code, '---') || '/' || coalesce(sector, 'UNK') AS name FROM entities
     WHERE record_id = r.id AND side = 'recipient' ORDER BY position)) AS recipient,
  r.status, r.aux, r.context, r.cameo, r.quad_code, r.event_scale, r.resolved_place, r.country_code,
  r.lat, r.lon, e.text
FROM records r
JOIN articles a ON a.id = r.article_id
LEFT JOIN evidence e ON e.record_id = r.id AND e.position = 0;
CREATE VIEW v_claims AS
SELECT r.id, a.citation, t.position, t.stance,
  (SELECT group_concat(name, ', ') FROM
    (SELECT coalesce(code, '---') || '/' || coalesce(sector, 'UNK') AS name FROM entities
     WHERE record_id = r.id AND side = 'claimant' AND attribution = t.position
     ORDER BY position)) AS claimant,
  t.cue_text, t.quoted, r.status, r.name AS content, r.aux, e.text
FROM attributions t
JOIN records r ON r.id = t.record_id
JOIN articles a ON a.id = r.article_id
LEFT JOIN evidence e ON e.record_id = r.id AND e.position = 0;
