// SPDX-License-Identifier: Apache-2.0
// The text of an article with its spans, arrows and records in step.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import type { ArticleView, EventRecord } from "../api/types";
import { category_name, line_of, party_name, party_of } from "../domain";
import { count, t } from "../i18n";
import { leading, marked } from "../text/marks";
import type { MarkedText } from "../text/marks";
import { paragraphs, within } from "../text/segments";
import type { Role, Segment } from "../text/segments";
import { Arrows, role_name } from "./arrows";
import { Empty } from "./frame";
import { RecordCard } from "./record";

interface TextProps {
  view: ArticleView;
  marks: MarkedText;
  /** The record whose spans stand out. */
  active?: string;
  hover: (record?: string) => void;
  choose: (record?: string) => void;
}

const roles: Role[] = ["actor", "action", "recipient", "place", "time", "source"];

export function Legend() {
  return (
    <ul class="legend" aria-label={t().legend}>
      {roles.map((role) => <li key={role}><span class={`span role-${role} line-solid on`}>{role_name(role)}</span></li>)}
    </ul>
  );
}

function summary(record: EventRecord): string {
  const side = (entities: EventRecord["actor"]) => entities.map((one) => party_name(party_of(one))).join(", ");
  return [side(record.actor), category_name(record), side(record.recipient)].filter((one) => one !== "").join(" · ");
}

export function ArticleText({ view, marks, active, hover, choose }: TextProps) {
  const box = useRef<HTMLDivElement>(null);
  const records = useMemo(() => new Map(view.records.map((record) => [record.id, record])), [view]);
  const numbers = useMemo(() => new Map(marks.spans.map((span, index) => [`${span.record} ${span.role} ${span.start} ${span.end}`, index])), [marks]);
  const blocks = useMemo(() => paragraphs(view.text).map(([start, end]) => within(marks.segments, start, end)), [view, marks]);
  const record_at = (event: Event): string[] => ((event.target as Element).closest("[data-records]")?.getAttribute("data-records") ?? "").split(" ").filter((one) => one !== "");
  const press = (event: Event) => {
    const here = record_at(event);
    if (here.length === 0) return;
    // Pressing again goes on to the next record that these words belong to.
    choose(here[(here.indexOf(active ?? "") + 1) % here.length]);
  };
  const drawn = (part: Segment) => {
    const words = view.text.slice(part.start, part.end);
    const lead = leading(part.spans, active);
    if (!lead) return words;
    const record = records.get(lead.record) as EventRecord;
    const state = active === undefined ? "" : lead.record === active ? " on" : " off";
    const ids = part.spans.map((span) => numbers.get(`${span.record} ${span.role} ${span.start} ${span.end}`));
    return (
      <span
        key={part.start}
        class={`span role-${lead.role} line-${line_of(record)}${state}`}
        data-spans={ids.join(" ")}
        data-records={[...new Set([...part.spans].reverse().map((span) => span.record))].join(" ")}
        title={`${role_name(lead.role)}: ${summary(record)}`}
      >
        {words}
      </span>
    );
  };
  return (
    <div
      class="article-text"
      ref={box}
      lang={view.language}
      onClick={press}
      onMouseOver={(event) => hover(record_at(event)[0])}
      onMouseLeave={() => hover(undefined)}
    >
      {blocks.map((parts, index) => <p key={index}>{parts.map(drawn)}</p>)}
      <Arrows text={box} spans={marks.spans} record={active} />
    </div>
  );
}

interface ListProps {
  view: ArticleView;
  chosen?: string;
  active?: string;
  hover: (record?: string) => void;
  choose: (record?: string) => void;
  /** What stands below the chosen record. */
  below?: (record: EventRecord) => ComponentChildren;
}

export function ArticleRecords({ view, chosen, active, hover, choose, below }: ListProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (!chosen || !list.current) return;
    const item = list.current.querySelector<HTMLElement>(`[data-record="${CSS.escape(chosen)}"]`);
    item?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  if (view.records.length === 0) return <Empty title={t().noRecords} hint={t().noRecordsHint} />;
  return (
    <section class="article-records" aria-label={t().recordList}>
      <h2>{count(view.records.length, t().recordsOne, t().recordsCount)}</h2>
      <ol ref={list} class="cards">
        {view.records.map((record) => (
          <li
            key={record.id}
            data-record={record.id}
            class={record.id === active ? "on" : undefined}
            onMouseEnter={() => hover(record.id)}
            onMouseLeave={() => hover(undefined)}
          >
            <RecordCard record={record}>
              <button type="button" class="pick" aria-pressed={record.id === chosen} aria-label={summary(record)} onClick={() => choose(record.id === chosen ? undefined : record.id)} />
              {record.id === chosen && below?.(record)}
            </RecordCard>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface PairProps {
  view: ArticleView;
  chosen?: string;
  choose: (record?: string) => void;
  below?: (record: EventRecord) => ComponentChildren;
}

/** Text and records side by side, in step. */
export function Keyed({ view, chosen, choose, below }: PairProps) {
  const [hovered, hover] = useState<string>();
  const marks = useMemo(() => marked(view), [view]);
  const active = hovered ?? chosen;
  useLayoutEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest?.("input, textarea, select, dialog")) return;
      const step = { j: 1, k: -1 }[event.key];
      const at = view.records.findIndex((record) => record.id === chosen);
      if (step && view.records.length > 0) choose(view.records[Math.min(view.records.length - 1, Math.max(0, at + step))].id);
      if (event.key === "Escape") choose(undefined);
    };
    document.addEventListener("keydown", keys);
    return () => document.removeEventListener("keydown", keys);
  }, [view, chosen, choose]);
  useEffect(() => {
    if (!chosen) return;
    const index = marks.spans.findIndex((span) => span.record === chosen && span.role === "action");
    document.querySelector(`.article-text [data-spans~="${index}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen, marks]);
  return (
    <div class="keyed">
      <div class="keyed-text">
        <Legend />
        <ArticleText view={view} marks={marks} active={active} hover={hover} choose={choose} />
      </div>
      <ArticleRecords view={view} chosen={chosen} active={active} hover={hover} choose={choose} below={below} />
    </div>
  );
}
