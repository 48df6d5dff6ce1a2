-- A database of schema version 1 with four small articles, for the test of its migration.
BEGIN TRANSACTION;
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  coder TEXT NOT NULL,
  codebook TEXT NOT NULL
);
INSERT INTO runs VALUES('cr1-ba83e6f5402fa4817e7ba440f0d9c2de','car-keys 0.1.0, plover-base-2.0','car-keys 0.1.0','plover-base-2.0');
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
INSERT INTO articles VALUES('ca1-1def454320d826a1a74714787cbe92e0','Streit um Öl','a1',NULL,NULL,'de','2024-02-06','Der Präsident von Peru hat am Montag Ecuador vorgeworfen, Grenzposten geschlossen zu haben. Ecuador bestreitet das.','cr1-ba83e6f5402fa4817e7ba440f0d9c2de','bb6ae8df5b597ca393d55aa6005081cf');
INSERT INTO articles VALUES('ca1-22241ac034418f259d86dba17c812f4e',NULL,'a2','https://example.org/2','Example','en','2024-02-07','The foreign ministers of Chile and Bolivia met in Lima on Tuesday.','cr1-ba83e6f5402fa4817e7ba440f0d9c2de','b46db264cda9624648467c96e61e5670');
INSERT INTO articles VALUES('ca1-09532075f71a0fbe1cd4b89c5f2b9abe',NULL,'a3',NULL,NULL,'de',NULL,'Es regnet.','cr1-ba83e6f5402fa4817e7ba440f0d9c2de','acc07b40658403bb4f05763c889bcaaf');
INSERT INTO articles VALUES('ca1-51f4ec714c4429f9caf9c1d6d708a714',NULL,'a4',NULL,NULL,'de',NULL,'Washington hat den Iran beschuldigt, Drohnen an Russland geliefert zu haben. Teheran bestreitet das.','cr1-ba83e6f5402fa4817e7ba440f0d9c2de','95bcf9d6ae86404e981e8575d0ce1d6e');
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
INSERT INTO records VALUES('ck1-6f1cf3ab4cbbf6da42b8a31356a3d3ec','ACCUSE PER/GOV > ECU/GOV','ca1-1def454320d826a1a74714787cbe92e0',0,'event','ACCUSE','allege','diplomatic','112',3,-3.5,'2024-02-05','2024-02-05','day','Montag','vorgeworfen',NULL,NULL,NULL,NULL,NULL,NULL,'reported','',0.76000000000000000888);
INSERT INTO records VALUES('ck1-773b1c6e46ed4a1d04d2831a36368c23','REJECT ECU/GOV >','ca1-1def454320d826a1a74714787cbe92e0',1,'event','REJECT','','diplomatic','120',3,-2.0,NULL,NULL,NULL,NULL,'bestreitet',NULL,NULL,NULL,NULL,NULL,NULL,'reported','',0.36999999999999999555);
INSERT INTO records VALUES('ck1-01c3c6ce770c9782679669598ac5e53e','CONSULT CHL/GOV BOL/GOV >','ca1-22241ac034418f259d86dba17c812f4e',0,'event','CONSULT','','diplomatic','040',1,2.5,'2024-02-06','2024-02-06','day','Tuesday','met','Lima','Lima','PER',-12.05000000000000071,-77.049999999999997158,4,'reported','',0.67000000000000003996);
INSERT INTO records VALUES('ck1-7658b10c6f52ed4d9c9b5edbacd508b1','ACCUSE USA/GOV > IRN/GOV','ca1-51f4ec714c4429f9caf9c1d6d708a714',0,'event','ACCUSE','allege','diplomatic','112',3,-3.5,NULL,NULL,NULL,NULL,'beschuldigt',NULL,NULL,NULL,NULL,NULL,NULL,'reported','',0.82999999999999996003);
INSERT INTO records VALUES('ck1-68ae5bfe9a007798111b841de74e8360','AID IRN/GOV > RUS/GOV','ca1-51f4ec714c4429f9caf9c1d6d708a714',1,'event','AID','','military','070',2,10.0,NULL,NULL,NULL,NULL,'geliefert',NULL,NULL,NULL,NULL,NULL,NULL,'disputed','',0.14999999999999999444);
INSERT INTO records VALUES('ck1-5c3cac9ea8b30461066b71fa39f609d3','REJECT IRN/GOV > USA/GOV','ca1-51f4ec714c4429f9caf9c1d6d708a714',2,'event','REJECT','','diplomatic','120',3,-2.0,NULL,NULL,NULL,NULL,'bestreitet',NULL,NULL,NULL,NULL,NULL,NULL,'reported','',0.72999999999999998223);
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
INSERT INTO attributions VALUES('ck1-68ae5bfe9a007798111b841de74e8360',1,'alleges','beschuldigt',0,24,35);
INSERT INTO attributions VALUES('ck1-68ae5bfe9a007798111b841de74e8360',2,'denies','bestreitet',0,85,95);
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
INSERT INTO entities VALUES('ck1-6f1cf3ab4cbbf6da42b8a31356a3d3ec','actor',0,0,'PER','GOV',NULL,'Der Präsident',NULL,NULL,NULL,135,135,0,13);
INSERT INTO entities VALUES('ck1-6f1cf3ab4cbbf6da42b8a31356a3d3ec','recipient',0,0,'ECU','GOV',NULL,'Ecuador',NULL,NULL,NULL,130,130,37,44);
INSERT INTO entities VALUES('ck1-773b1c6e46ed4a1d04d2831a36368c23','actor',0,0,'ECU','GOV',NULL,'Ecuador',NULL,NULL,NULL,130,130,92,99);
INSERT INTO entities VALUES('ck1-01c3c6ce770c9782679669598ac5e53e','actor',0,0,'CHL','GOV',NULL,'The foreign ministers',NULL,NULL,NULL,155,155,0,21);
INSERT INTO entities VALUES('ck1-01c3c6ce770c9782679669598ac5e53e','actor',0,1,'BOL','GOV',NULL,'The foreign ministers',NULL,NULL,NULL,145,145,0,21);
INSERT INTO entities VALUES('ck1-7658b10c6f52ed4d9c9b5edbacd508b1','actor',0,0,'USA','GOV',NULL,'Washington',NULL,NULL,NULL,2,2,0,10);
INSERT INTO entities VALUES('ck1-7658b10c6f52ed4d9c9b5edbacd508b1','recipient',0,0,'IRN','GOV',NULL,'den Iran',NULL,NULL,NULL,630,630,15,23);
INSERT INTO entities VALUES('ck1-68ae5bfe9a007798111b841de74e8360','actor',0,0,'IRN','GOV',NULL,'den Iran',NULL,NULL,NULL,630,630,15,23);
INSERT INTO entities VALUES('ck1-68ae5bfe9a007798111b841de74e8360','recipient',0,0,'RUS','GOV',NULL,'Russland',NULL,NULL,NULL,365,365,48,56);
INSERT INTO entities VALUES('ck1-68ae5bfe9a007798111b841de74e8360','claimant',1,0,'USA','GOV',NULL,'Washington',NULL,NULL,NULL,2,2,0,10);
INSERT INTO entities VALUES('ck1-68ae5bfe9a007798111b841de74e8360','claimant',2,0,'IRN','GOV',NULL,'Teheran',NULL,NULL,NULL,630,630,77,84);
INSERT INTO entities VALUES('ck1-5c3cac9ea8b30461066b71fa39f609d3','actor',0,0,'IRN','GOV',NULL,'Teheran',NULL,NULL,NULL,630,630,77,84);
INSERT INTO entities VALUES('ck1-5c3cac9ea8b30461066b71fa39f609d3','recipient',0,0,'USA','GOV',NULL,'Washington',NULL,NULL,NULL,2,2,0,10);
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
INSERT INTO evidence VALUES('ck1-6f1cf3ab4cbbf6da42b8a31356a3d3ec',0,0,0,91,'45-56','Der Präsident von Peru hat am Montag Ecuador vorgeworfen, Grenzposten geschlossen zu haben.');
INSERT INTO evidence VALUES('ck1-773b1c6e46ed4a1d04d2831a36368c23',0,1,92,115,'100-110','Ecuador bestreitet das.');
INSERT INTO evidence VALUES('ck1-01c3c6ce770c9782679669598ac5e53e',0,0,0,66,'43-46','The foreign ministers of Chile and Bolivia met in Lima on Tuesday.');
INSERT INTO evidence VALUES('ck1-7658b10c6f52ed4d9c9b5edbacd508b1',0,0,0,76,'24-35','Washington hat den Iran beschuldigt, Drohnen an Russland geliefert zu haben.');
INSERT INTO evidence VALUES('ck1-68ae5bfe9a007798111b841de74e8360',0,0,0,76,'57-66','Washington hat den Iran beschuldigt, Drohnen an Russland geliefert zu haben.');
INSERT INTO evidence VALUES('ck1-5c3cac9ea8b30461066b71fa39f609d3',0,1,77,100,'85-95','Teheran bestreitet das.');
CREATE TABLE links (
  record_id TEXT NOT NULL REFERENCES records(id) ON DELETE CASCADE,
  rel TEXT NOT NULL CHECK (rel IN ('content_of', 'same_event', 'denied_by', 'corrects')),
  target_id TEXT NOT NULL,
  PRIMARY KEY (record_id, rel, target_id)
);
INSERT INTO links VALUES('ck1-68ae5bfe9a007798111b841de74e8360','content_of','ck1-7658b10c6f52ed4d9c9b5edbacd508b1');
INSERT INTO links VALUES('ck1-68ae5bfe9a007798111b841de74e8360','denied_by','ck1-5c3cac9ea8b30461066b71fa39f609d3');
CREATE INDEX records_by_article ON records(article_id, position);
CREATE INDEX records_by_event ON records(event, date);
CREATE INDEX entities_by_code ON entities(code, sector);
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
LEFT JOIN evidence e ON e.record_id = r.id AND e.position = 0
;
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
LEFT JOIN evidence e ON e.record_id = r.id AND e.position = 0
;
COMMIT;
PRAGMA application_id=1129006425;
PRAGMA user_version=1;
