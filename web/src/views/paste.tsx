// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "preact/hooks";
import { Problem, post } from "../api/client";
import type { ArticleView, EventRecord } from "../api/types";
import { fill, number, t } from "../i18n";
import { Keyed } from "../parts/article_text";
import { Choice, Failed, View } from "../parts/frame";
import { record_row } from "../parts/record";
import { Why } from "../parts/why";
import { change, route } from "../url";

const most_bytes = 256 * 1024;
/** Texts up to this length stand in the address, so that a link restores them. */
const most_in_address = 4000;

interface Keying {
  view?: ArticleView;
  problem?: Problem;
  ms?: number;
  busy: boolean;
}

/** Keys the text a moment after the last change to it. */
function useKeying(text: string, language: string, day: string): Keying {
  const [state, set] = useState<Keying>({ busy: false });
  useEffect(() => {
    if (text.trim() === "") {
      set({ busy: false });
      return undefined;
    }
    const stop = new AbortController();
    const wait = setTimeout(() => {
      const begin = performance.now();
      set((before) => ({ ...before, busy: true }));
      post<ArticleView>("code", { text, lang: language, ...(day ? { date: day } : {}), explain: true }, stop.signal).then(
        (view) => set({ view, ms: performance.now() - begin, busy: false }),
        (error: unknown) => {
          if (!stop.signal.aborted) set({ problem: error instanceof Problem ? error : new Problem(0, String(error)), busy: false });
        },
      );
    }, 350);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [text, language, day]);
  return state;
}

export function Paste() {
  const { query } = route.value;
  const words = t();
  const [text, set_text] = useState(query.text ?? "");
  const [over, set_over] = useState(false);
  const [why, set_why] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const language = query.lang ?? "auto";
  const day = query.date ?? "";
  const bytes = new TextEncoder().encode(text).length;
  const too_long = bytes > most_bytes;
  const { view, problem, ms, busy } = useKeying(too_long ? "" : text, language, day);
  const write = (value: string) => {
    set_text(value);
    change({ text: value.length <= most_in_address ? value : undefined, record: undefined });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    set_over(false);
    const file = event.dataTransfer?.files[0];
    if (file) void file.slice(0, most_bytes + 1).text().then(write);
    else write(event.dataTransfer?.getData("text/plain") ?? "");
  };
  const below = (record: EventRecord) => (
    <div class="below">
      <button type="button" class="button quiet" aria-expanded={why} onClick={() => set_why(!why)}>{words.why}</button>
      {why && view?.explanation && <Why record={record} explanation={view.explanation} />}
    </div>
  );
  return (
    <View
      wide
      title={words.paste}
      lead={words.pasteLead}
      exports={view && { name: "pasted", rows: () => view.records.map(record_row), lines: () => view.records }}
    >
      <div
        class={over ? "paste over" : "paste"}
        onDragOver={(event) => { event.preventDefault(); set_over(true); }}
        onDragLeave={() => set_over(false)}
        onDrop={drop}
      >
        <label class="field">
          <span class="visually-hidden">{words.pasteLabel}</span>
          <textarea
            ref={area}
            rows={text.length > 600 ? 10 : 5}
            value={text}
            placeholder={words.pastePlaceholder}
            spellcheck={false}
            onInput={(event) => write(event.currentTarget.value)}
          />
        </label>
        <div class="paste-row">
          <Choice label={words.pasteLanguage} value={language} options={[["auto", words.automatic], ["de", words.german], ["en", words.english]]} choose={(value) => change({ lang: value === "auto" ? undefined : value })} />
          <label class="field inline">
            <span>{words.pasteDate}</span>
            <input type="date" value={day} onChange={(event) => change({ date: event.currentTarget.value || undefined })} />
          </label>
          <span class="grow" />
          <span class="paste-state" role="status">
            {too_long ? fill(words.tooLong, { n: Math.ceil(bytes / 1024), m: most_bytes / 1024 }) : busy ? words.keying : ms !== undefined && view ? fill(words.keyed, { ms: number(Math.max(1, Math.round(ms))) }) : ""}
          </span>
          {text === ""
            ? <button type="button" class="button" onClick={() => write(words.exampleText)}>{words.pasteExample}</button>
            : <button type="button" class="button quiet" onClick={() => { write(""); area.current?.focus(); }}>{words.clear}</button>}
        </div>
      </div>
      {problem && <Failed problem={problem} />}
      {!problem && view && text.trim() !== "" && <Keyed view={view} chosen={query.record} choose={(record) => change({ record })} below={below} />}
    </View>
  );
}
