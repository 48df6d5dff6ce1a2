// SPDX-License-Identifier: Apache-2.0
// What the server answers, as docs/openapi.yaml says. Offsets count code points.

export interface Count {
  value: string;
  count: number;
  name?: string;
}
export type Facets = Record<string, Count[]>;

export interface Entity {
  code?: string;
  sector?: string;
  entity_text?: string;
  identifier_text?: string;
  identifier_id?: string;
  office?: string;
  cow?: number;
  gw?: number;
  start?: number;
  end?: number;
}

export type Status = "reported" | "claimed" | "alleged" | "denied" | "disputed" | "confirmed";

export interface Attribution {
  stance: string;
  claimant: Entity[];
  cue_text?: string;
  quoted: boolean;
}

export interface Place {
  extracted_place?: string;
  resolved_place?: string;
  country_code?: string;
  lat?: number;
  lon?: number;
}

export interface EventRecord {
  id: string;
  kind: "event" | "relation";
  date?: string;
  enddate?: string;
  date_precision?: string;
  date_text?: string;
  event?: string[];
  mode: string[];
  context: string[];
  cameo?: string;
  quad_code?: number;
  event_scale?: number;
  actor: Entity[];
  recipient: Entity[];
  event_text: string[];
  event_loc?: Place;
  status: Status;
  aux: string[];
  attributions: Attribution[];
  confidence?: number;
  text?: string;
  text_info: Array<{ sequence: number; start: number; end: number; trigger: Array<[number, number]> }>;
  cite_info: { citation?: string; title?: string; publication?: string; language?: string; date?: string; url?: string };
}

export interface RecordItem {
  article: string;
  record: EventRecord;
}

export interface Page<T> {
  items: T[];
  total: number;
  next?: string;
  facets?: Facets;
}

/** quads: facts of kind 1 to 4; statuses: records in the order of `statuses` in domain.ts. */
export interface Period {
  period: string;
  quads: number[];
  statuses: number[];
  articles?: number;
}

export interface Overview {
  articles: number;
  records: number;
  facts: number;
  claims: number;
  first?: string;
  last?: string;
  sources: number;
  languages: Count[];
  events: Count[];
  statuses: Count[];
  actors: Count[];
  timeline: Period[];
  newest: RecordItem[];
  disputes: RecordItem[];
  revision: string;
}

export interface ArticleItem {
  id: string;
  name: string;
  title?: string;
  citation: string;
  url?: string;
  publication?: string;
  language?: string;
  date?: string;
  records: number;
  claims: number;
  snippet?: Array<{ text: string; hit?: boolean }>;
}

export interface WireSpan {
  record: number;
  role: "actor" | "recipient" | "action" | "place" | "time" | "source" | "cue";
  start: number;
  end: number;
}

export interface Token {
  form: string;
  lemma: string;
  upos: string;
  features?: string;
  head: number;
  deprel: string;
  name?: string;
  start: number;
  end: number;
}

export interface ExplainedSentence {
  sequence: number;
  start: number;
  end: number;
  text: string;
  tokens: Token[];
  clauses: Array<{ head: number; text: string }>;
  frames: Array<{ head: number; frame: string; event: string; dropped?: string }>;
  records: string[];
}

export interface Explanation {
  sentences: ExplainedSentence[];
}

export interface ArticleView {
  id?: string;
  citation: string;
  title?: string;
  url?: string;
  publication?: string;
  language?: string;
  date?: string;
  text: string;
  superseded?: "replaced" | "withdrawn";
  replaced_by?: string;
  sentences: Array<{ sequence: number; start: number; end: number; text: string }>;
  records: EventRecord[];
  spans: WireSpan[];
  explanation?: Explanation;
}

export interface Party {
  party: string;
  name?: string;
  cow?: number;
  gw?: number;
}

export interface Side {
  cooperation: number;
  conflict: number;
  claims: number;
  scale: number;
}

export interface Dyad {
  a: Party;
  b: Party;
  unit: string;
  timeline: Array<{ period: string; a_to_b: Side; b_to_a: Side }>;
  events: Array<{ event: string; a_to_b: number; b_to_a: number; a_to_b_claims: number; b_to_a_claims: number }>;
  claims: RecordItem[];
}

export interface ActorItem {
  code: string;
  name?: string;
  records: number;
  facts: number;
  said: number;
}

export interface Actor {
  party: Party;
  records: number;
  facts: number;
  said: number;
  timeline: Period[];
  does: Count[];
  suffers: Count[];
  partners: Array<{ code: string; name?: string; cooperation: number; conflict: number; claims: number }>;
  sectors: Count[];
  names: Count[];
  newest: RecordItem[];
  said_newest: RecordItem[];
}

export interface Voice {
  role: "claims" | "repeats" | "supports" | "reports" | "denies" | "doubts" | "confirms";
  date?: string;
  claimant?: string;
  words?: string;
  cue?: string;
  independent?: boolean;
  record: string;
  article: string;
  citation?: string;
  publication?: string;
  text?: string;
}

export interface Claim {
  id: string;
  name: string;
  event: string;
  state: "open" | "corroborated" | "disputed" | "denied" | "confirmed";
  first?: string;
  last?: string;
  claims: number;
  repeats: number;
  denials: number;
  confirmations: number;
  independent: number;
  text?: string;
  voices: Voice[];
}

export interface ClaimPage extends Page<Claim> {
  states: Count[];
}

export interface Network {
  nodes: Array<{ id: string; name?: string; weight: number }>;
  edges: Array<{ source: string; target: string; facts: number; claims: number; scale: number }>;
  total: number;
}

export interface Places {
  unplaced: number;
  points: Array<{ place: string; country?: string; lat: number; lon: number; facts: number; claims: number; quads: number[] }>;
  countries: Array<{ code: string; name?: string; numeric?: string; facts: number; claims: number; quads: number[] }>;
}

export interface SourceItem {
  name: string;
  articles: number;
  records: number;
  claims: number;
  first?: string;
  last?: string;
}

export interface Source {
  source: SourceItem;
  timeline: Period[];
  events: Count[];
  statuses: Count[];
  actors: Count[];
  claimants: Count[];
  newest: ArticleItem[];
}

export interface ReviewRow {
  doc: string;
  sent: number;
  record: string;
  verdict: string;
  event: string;
  actor: string[];
  recipient: string[];
  status: string;
  aux: string[];
  note?: string;
}

export interface Meta {
  coder: string;
  codebook: string;
  database: string;
  review: boolean;
  coding: boolean;
  revision: string;
  events: string[];
  modes: string[];
  countries: Record<string, string>;
}
