// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useState } from "preact/hooks";
import { Problem, address, forget, post } from "../api/client";
import type { EventRecord, Meta, Page, RecordItem, ReviewRow } from "../api/types";
import { useAnswer } from "../api/use";
import { auxiliaries, categories, category_of, party_of, statuses } from "../domain";
import { fill, number, t, word } from "../i18n";
import { Empty, Failed, Loaded, View } from "../parts/frame";
import { RecordCard } from "../parts/record";
import { change, format, route } from "../url";

type Verdict = "accept" | "correct" | "reject";

interface Correction {
  event: string;
  actor: string;
  recipient: string;
  status: string;
  aux: string[];
  note: string;
}

/** "RUS/GOV"; unknown parts are said as --- and UNK. */
export function gold_party(entity: { code?: string; sector?: string }): string {
  return `${entity.code ?? "---"}/${entity.sector ?? "UNK"}`;
}

function as_coded(record: EventRecord): Correction {
  const side = (entities: EventRecord["actor"]) => entities.map(gold_party).join(", ");
  return { event: category_of(record), actor: side(record.actor), recipient: side(record.recipient), status: record.status, aux: record.aux, note: "" };
}

const parts = (text: string) => text.split(/[,;]/).map((one) => one.trim().toUpperCase()).filter((one) => one !== "");

function body_of(record: EventRecord, verdict: Verdict, correction: Correction): unknown {
  const note = correction.note.trim() ? { note: correction.note.trim() } : {};
  if (verdict !== "correct") return { record: record.id, verdict, ...note };
  const { event, actor, recipient, status, aux } = correction;
  return { record: record.id, verdict, event, actor: parts(actor), recipient: parts(recipient), status, aux, ...note };
}

function Form({ record, decided }: { record: EventRecord; decided: () => void }) {
  const words = t();
  const [correction, set] = useState(() => as_coded(record));
  const [open, set_open] = useState(false);
  const [problem, set_problem] = useState<Problem>();
  const decide = (verdict: Verdict) => {
    post<ReviewRow>("review", body_of(record, verdict, correction)).then(decided, (error: unknown) => set_problem(error instanceof Problem ? error : new Problem(0, String(error))));
  };
  useLayoutEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || (event.target as Element).closest?.("input, textarea, select, dialog")) return;
      const verdict = ({ y: "accept", x: "reject" } as const)[event.key as "y" | "x"];
      if (verdict) decide(verdict);
    };
    document.addEventListener("keydown", keys);
    return () => document.removeEventListener("keydown", keys);
  });
  const field = (name: "actor" | "recipient", label: string) => (
    <label class="field"><span>{label}</span><input value={correction[name]} spellcheck={false} onInput={(event) => set({ ...correction, [name]: event.currentTarget.value })} /></label>
  );
  const select = (name: "event" | "status", label: string, options: readonly string[], table: "eventOf" | "statusOf") => (
    <label class="field">
      <span>{label}</span>
      <select value={correction[name]} onChange={(event) => set({ ...correction, [name]: event.currentTarget.value })}>
        {options.map((one) => <option key={one} value={one}>{word(table, one)}</option>)}
      </select>
    </label>
  );
  return (
    <div class="review-form">
      {problem && <Failed problem={problem} />}
      <div class="review-row">
        <button type="button" class="button main" onClick={() => decide("accept")}>{words.accept} <kbd>y</kbd></button>
        <button type="button" class="button" aria-expanded={open} onClick={() => set_open(!open)}>{words.correct}</button>
        <button type="button" class="button" onClick={() => decide("reject")}>{words.reject} <kbd>x</kbd></button>
      </div>
      {open && (
        <>
          {select("event", words.event, record.kind === "relation" ? ["relation", ...categories] : categories, "eventOf")}
          {field("actor", words.actorSide)}
          {field("recipient", words.recipientSide)}
          {select("status", words.status, statuses, "statusOf")}
          <div class="review-row">
            {auxiliaries.map((one) => (
              <label key={one} class="check">
                <input type="checkbox" checked={correction.aux.includes(one)} onChange={() => set({ ...correction, aux: correction.aux.includes(one) ? correction.aux.filter((other) => other !== one) : [...correction.aux, one] })} />
                {word("auxOf", one)}
              </label>
            ))}
          </div>
        </>
      )}
      <label class="field"><span>{words.note}</span><input value={correction.note} maxLength={2000} onInput={(event) => set({ ...correction, note: event.currentTarget.value })} /></label>
      {open && <div><button type="button" class="button main" onClick={() => decide("correct")}>{words.save}</button></div>}
    </div>
  );
}

function Desk({ items, done }: { items: RecordItem[]; done: Set<string> }) {
  const words = t();
  const asked = route.value.query.record;
  const open = items.filter(({ record }) => !done.has(record.id));
  const now = open.find(({ record }) => record.id === asked) ?? open[0];
  const [saved, set_saved] = useState("");
  if (!now) return <Empty title={words.reviewDone} />;
  const { record, article } = now;
  return (
    <div class="review">
      <div>
        <p class="review-text"><a href={format({ view: "article", argument: article, query: { record: record.id } })}>{record.text}</a></p>
        <RecordCard record={record} />
        <p class="card-foot spaced"><span>{fill(words.reviewed, { n: number(done.size) })}</span><span role="status">{saved}</span></p>
      </div>
      <Form
        key={record.id}
        record={record}
        decided={() => {
          set_saved(`✓ ${record.actor.map(party_of).join(", ")} ${category_of(record)}`);
          change({ record: undefined });
          forget();
        }}
      />
    </div>
  );
}

export function Review() {
  const words = t();
  const { query } = route.value;
  const meta = useAnswer<Meta>(address("meta"));
  const on = meta.data?.review === true;
  const rows = useAnswer<{ items: ReviewRow[]; total: number }>(on ? address("review", { limit: 200 }) : undefined);
  const records = useAnswer<Page<RecordItem>>(on ? address("records", { event: query.event, status: query.status, limit: 200 }) : undefined);
  const done = new Set((rows.data?.items ?? []).map((row) => row.record));
  return (
    <View title={words.review} lead={words.reviewLead} exports={on ? { name: "review", rows: () => (rows.data?.items ?? []).map((row) => ({ ...row, actor: row.actor.join("; "), recipient: row.recipient.join("; "), aux: row.aux.join("; ") })), lines: () => rows.data?.items ?? [] } : undefined}>
      <Loaded answer={meta}>
        {() =>
          on ? (
            <>
              <div class="tools">
                <label class="field inline">
                  <span>{words.status}</span>
                  <select value={query.status ?? ""} onChange={(event) => change({ status: event.currentTarget.value, record: undefined })}>
                    <option value="">{words.all}</option>
                    {statuses.map((one) => <option key={one} value={one}>{word("statusOf", one)}</option>)}
                  </select>
                </label>
                <label class="field inline">
                  <span>{words.event}</span>
                  <select value={query.event ?? ""} onChange={(event) => change({ event: event.currentTarget.value, record: undefined })}>
                    <option value="">{words.all}</option>
                    {categories.map((one) => <option key={one} value={one}>{word("eventOf", one)}</option>)}
                  </select>
                </label>
              </div>
              <Loaded answer={rows}>{() => <Loaded answer={records}>{(page) => <Desk items={page.items} done={done} />}</Loaded>}</Loaded>
            </>
          ) : (
            <Empty title={words.reviewOff} hint={words.reviewOffHint} />
          )
        }
      </Loaded>
    </View>
  );
}
