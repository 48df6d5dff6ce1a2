-- The tables of a car-keys database, version 2. `id` columns are made from content and stand in
-- every output; `number` columns are short keys inside this file, in order of arrival, by which the
-- tables refer to each other. Lists of codes are separated by commas, lists of words by " | ". All
-- start and end columns count Unicode code points of articles.text. Checks are written without IN:
-- for a list SQLite builds a table each time, which took half of the time of an insert.
CREATE TABLE runs (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  coder TEXT NOT NULL,
  codebook TEXT NOT NULL,
  models TEXT,
  lexicon TEXT,
  options TEXT
);
-- name: the title, or the citation where there is none. spellings: the words of title and text that
-- have ä, ö, ü or ß, written without, for the search. source_hash: of all that the coding rests on,
-- with the run; coding_hash: of what came out.
CREATE TABLE articles (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  title TEXT,
  citation TEXT NOT NULL,
  url TEXT,
  publication TEXT,
  language TEXT,
  date TEXT,
  text TEXT NOT NULL,
  spellings TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs(number),
  source_hash TEXT,
  coding_hash TEXT NOT NULL
);
CREATE INDEX articles_by_date ON articles(date, citation);
CREATE TABLE records (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'event' OR kind = 'relation'),
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
  status TEXT NOT NULL CHECK (status = 'reported' OR status = 'claimed' OR status = 'alleged'
    OR status = 'denied' OR status = 'disputed' OR status = 'confirmed'),
  aux TEXT NOT NULL,
  confidence REAL
);
CREATE INDEX records_by_article ON records(article, position);
CREATE INDEX records_by_date ON records(date, event);
CREATE TABLE attributions (
  record INTEGER NOT NULL REFERENCES records(number) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position > 0),
  stance TEXT NOT NULL CHECK (stance = 'asserts' OR stance = 'alleges' OR stance = 'denies'
    OR stance = 'confirms' OR stance = 'doubts'),
  cue_text TEXT,
  quoted INTEGER NOT NULL,
  start INTEGER,
  end INTEGER,
  PRIMARY KEY (record, position)
) WITHOUT ROWID;
-- attribution: 0 for actors and recipients; for a claimant, the position of its attribution.
CREATE TABLE entities (
  record INTEGER NOT NULL REFERENCES records(number) ON DELETE CASCADE,
  side TEXT NOT NULL CHECK (side = 'actor' OR side = 'recipient' OR side = 'claimant'),
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
  PRIMARY KEY (record, side, attribution, position)
) WITHOUT ROWID;
CREATE INDEX entities_by_code ON entities(code, sector);
CREATE TABLE evidence (
  record INTEGER NOT NULL REFERENCES records(number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  trigger_spans TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (record, position)
) WITHOUT ROWID;
CREATE TABLE links (
  record INTEGER NOT NULL REFERENCES records(number) ON DELETE CASCADE,
  rel TEXT NOT NULL
    CHECK (rel = 'content_of' OR rel = 'same_event' OR rel = 'denied_by' OR rel = 'corrects'),
  target_id TEXT NOT NULL,
  PRIMARY KEY (record, rel, target_id)
) WITHOUT ROWID;
-- Search: SELECT ... FROM articles_fts WHERE articles_fts MATCH 'praesident'. Case and marks above
-- and below letters do not count. Who adds an article adds its row here: a trigger for that would
-- make SQLite bring the index to the disk with every article.
CREATE VIRTUAL TABLE articles_fts USING fts5(title, text, spellings, content='articles',
  content_rowid='number', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, text, spellings)
  VALUES ('delete', old.number, old.title, old.text, old.spellings);
END;
CREATE TRIGGER articles_changed AFTER UPDATE OF number, title, text, spellings ON articles BEGIN
  INSERT INTO articles_fts(articles_fts, rowid, title, text, spellings)
  VALUES ('delete', old.number, old.title, old.text, old.spellings);
  INSERT INTO articles_fts(rowid, title, text, spellings)
  VALUES (new.number, new.title, new.text, new.spellings);
END;
CREATE VIEW v_events_flat AS
SELECT r.id, a.citation, a.title, a.date AS article_date, r.kind, r.date, r.enddate, r.event, r.mode,
  (SELECT group_concat(name, ', ') FROM
    (SELECT coalesce(code, '---') || '/' || coalesce(sector, 'UNK') AS name FROM entities
     WHERE record = r.number AND side = 'actor' ORDER BY position)) AS actor,
  (SELECT group_concat(name, ', ') FROM
    (SELECT coalesce(code, '---') || '/' || coalesce(sector, 'UNK') AS name FROM entities
     WHERE record = r.number AND side = 'recipient' ORDER BY position)) AS recipient,
  r.status, r.aux, r.context, r.cameo, r.quad_code, r.event_scale, r.resolved_place, r.country_code,
  r.lat, r.lon, e.text
FROM records r
JOIN articles a ON a.number = r.article
LEFT JOIN evidence e ON e.record = r.number AND e.position = 0;
CREATE VIEW v_claims AS
SELECT r.id, a.citation, t.position, t.stance,
  (SELECT group_concat(name, ', ') FROM
    (SELECT coalesce(code, '---') || '/' || coalesce(sector, 'UNK') AS name FROM entities
     WHERE record = r.number AND side = 'claimant' AND attribution = t.position
     ORDER BY position)) AS claimant,
  t.cue_text, t.quoted, r.status, r.name AS content, r.aux, e.text
FROM attributions t
JOIN records r ON r.number = t.record
JOIN articles a ON a.number = r.article
LEFT JOIN evidence e ON e.record = r.number AND e.position = 0;
-- Who did something to whom, by code. The parties of a mutual act (several actors and no recipient)
-- stand in both directions.
CREATE VIEW v_dyads AS
SELECT DISTINCT a.record, a.code AS actor, b.code AS recipient
FROM entities a
JOIN entities b ON b.record = a.record AND b.side = 'recipient'
WHERE a.side = 'actor' AND a.code IS NOT NULL AND b.code IS NOT NULL
UNION ALL
SELECT DISTINCT a.record, a.code, b.code
FROM entities a
JOIN entities b ON b.record = a.record AND b.side = 'actor' AND b.position <> a.position
WHERE a.side = 'actor' AND a.code IS NOT NULL AND b.code IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM entities WHERE record = a.record AND side = 'recipient');
-- facts: reported or confirmed, without negation, future, hypothetical or historical. The sums are
-- over facts. A record that names no time has the month of its article.
CREATE VIEW v_dyad_month AS
SELECT month, actor, recipient, count(*) AS records, sum(fact) AS facts,
  sum(fact AND quad_code = 1) AS verbal_cooperation,
  sum(fact AND quad_code = 2) AS material_cooperation,
  sum(fact AND quad_code = 3) AS verbal_conflict,
  sum(fact AND quad_code = 4) AS material_conflict,
  total(CASE WHEN fact THEN event_scale END) AS scale_sum
FROM (SELECT substr(coalesce(r.date, CASE WHEN r.date_text IS NULL THEN a.date END), 1, 7) AS month,
        d.actor, d.recipient, r.quad_code, r.event_scale,
        r.status IN ('reported', 'confirmed') AND r.aux = '' AS fact
      FROM records r JOIN articles a ON a.number = r.article JOIN v_dyads d ON d.record = r.number
      WHERE r.kind = 'event')
WHERE length(month) = 7
GROUP BY month, actor, recipient;
