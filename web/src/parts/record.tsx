// SPDX-License-Identifier: Apache-2.0
// One record in words: category, sides, and how sure the article is about it.
import type { ComponentChildren } from "preact";
import type { Entity, EventRecord, RecordItem } from "../api/types";
import { category_name, category_of, claimants, country, line_of, party_of } from "../domain";
import { date, fill, percent, t, word } from "../i18n";
import type { Row } from "../export";
import { format } from "../url";

/** Up is cooperation, down conflict; filled is deeds, hollow is words. */
export function QuadMark({ quad }: { quad?: number }) {
  if (!quad) return <span class="quad quad-none" aria-hidden="true" />;
  const up = quad <= 2;
  return (
    <svg class={`quad quad-${quad}`} viewBox="0 0 12 12" width="12" height="12" role="img" aria-label={word("quadOf", String(quad))}>
      <path d={up ? "M6 1.500 11 10.500H1Z" : "M6 10.500 1 1.500H11Z"} />
    </svg>
  );
}

export function StatusMark({ record }: { record: EventRecord }) {
  return (
    <span class={`status status-${record.status} line-${line_of(record)}`}>
      <span class="swatch" aria-hidden="true" />
      {word("statusOf", record.status)}
      {record.aux.map((one) => <span key={one} class="aux">{word("auxOf", one)}</span>)}
    </span>
  );
}

export function Party({ entity }: { entity: Entity }) {
  const code = entity.code ?? "---";
  const sector = entity.sector && entity.sector !== "UNK" ? word("sectorOf", entity.sector) : "";
  return (
    <span class="party">
      <a href={format({ view: "actor", argument: party_of(entity) })} title={party_of(entity)}>{country(code)}</a>
      {sector && <span class="sector"> {sector}</span>}
    </span>
  );
}

function Parties({ side }: { side: Entity[] }) {
  if (side.length === 0) return <span class="nobody">{t().nobody}</span>;
  const different = side.filter((one, index) => side.findIndex((other) => party_of(other) === party_of(one)) === index);
  return <>{different.map((one, index) => <span key={index}>{index > 0 && ", "}<Party entity={one} /></span>)}</>;
}

/** "Peru, government → Chile". A mutual act has no arrow. */
export function Sides({ record }: { record: EventRecord }) {
  const mutual = record.recipient.length === 0 && record.actor.length > 1;
  return (
    <span class="sides">
      <Parties side={record.actor} />
      {!mutual && record.recipient.length > 0 && (
        <>
          <span class="to" aria-label={t().to}> → </span>
          <Parties side={record.recipient} />
        </>
      )}
      {mutual && <span class="sector"> {t().mutual}</span>}
    </span>
  );
}

export function Category({ record }: { record: EventRecord }) {
  const mode = record.kind === "relation" ? undefined : record.mode[0];
  return (
    <span class="category" title={[category_of(record), ...record.mode].join(" ")}>
      <QuadMark quad={record.quad_code} />
      <b>{category_name(record)}</b>
      {mode && <span class="mode">{word("modeOf", mode)}</span>}
    </span>
  );
}

export function Voices({ record }: { record: EventRecord }) {
  if (record.attributions.length === 0) return null;
  return (
    <ul class="voices">
      {record.attributions.map((one, index) => (
        <li key={index} class={`stance-${one.stance}`}>
          {fill(t().says, { who: claimants(one), stance: word("stanceOf", one.stance) })}
          {one.cue_text && <q>{one.cue_text}</q>}
        </li>
      ))}
    </ul>
  );
}

export function when(record: EventRecord): string {
  if (!record.date) return record.date_text ?? "";
  if (record.date_precision === "year") return record.date.slice(0, 4);
  if (record.date_precision === "month" && record.date.slice(0, 7) === record.enddate?.slice(0, 7)) return date(record.date.slice(0, 7));
  if (record.enddate && record.enddate !== record.date) return fill(t().span, { from: date(record.date), to: date(record.enddate) });
  return date(record.date);
}

export function where(record: EventRecord): string {
  return record.event_loc?.resolved_place ?? record.event_loc?.extracted_place ?? "";
}

interface CardProps {
  record: EventRecord;
  /** The article to link to; without one the card stands beside its text. */
  article?: string;
  children?: ComponentChildren;
}

export function RecordCard({ record, article, children }: CardProps) {
  const place = where(record);
  const time = when(record);
  const source = record.cite_info.publication ?? record.cite_info.title ?? record.cite_info.citation;
  return (
    <div class={`card line-${line_of(record)}`}>
      <div class="card-head">
        <Category record={record} />
        <StatusMark record={record} />
      </div>
      <p class="card-sides"><Sides record={record} /></p>
      {article && record.text && (
        <p class="card-text">
          <a href={format({ view: "article", argument: article, query: { record: record.id } })}>{record.text}</a>
        </p>
      )}
      <Voices record={record} />
      <p class="card-foot">
        {time && <span>{time}</span>}
        {place && <span>{place}</span>}
        {record.context.length > 0 && <span title={t().context}>{record.context.map((one) => word("contextOf", one)).join(", ")}</span>}
        {article && source && <span class="cut">{source}</span>}
        {record.confidence !== undefined && <span title={t().confidenceHint}>{percent(record.confidence)}</span>}
      </p>
      {children}
    </div>
  );
}

export function RecordList({ items }: { items: RecordItem[] }) {
  return (
    <ul class="cards">
      {items.map(({ article, record }) => <li key={record.id}><RecordCard record={record} article={article} /></li>)}
    </ul>
  );
}

/** A record as a line of a table. */
export function record_row(record: EventRecord): Row {
  const side = (entities: Entity[]) => entities.map(party_of).join("; ");
  return {
    id: record.id,
    date: record.date,
    enddate: record.enddate,
    event: category_of(record),
    mode: record.mode.join("; "),
    actor: side(record.actor),
    recipient: side(record.recipient),
    status: record.status,
    aux: record.aux.join("; "),
    claimants: record.attributions.map((one) => `${one.stance}: ${side(one.claimant)}`).join("; "),
    place: where(record),
    country: record.event_loc?.country_code,
    quad_code: record.quad_code,
    event_scale: record.event_scale,
    confidence: record.confidence,
    text: record.text,
    citation: record.cite_info.citation,
    title: record.cite_info.title,
    publication: record.cite_info.publication,
  };
}
