// SPDX-License-Identifier: Apache-2.0
// What every view has: a title, an export corner, and something to say when there is nothing to show.
import { useEffect, useRef, useState } from "preact/hooks";
import type { ComponentChildren, RefObject } from "preact";
import type { Answer } from "../api/use";
import type { Problem } from "../api/client";
import { csv, json_lines, png_of, save, save_text, svg_text } from "../export";
import type { Row } from "../export";
import { t } from "../i18n";

export interface Exports {
  /** Name of the file, without its ending. */
  name: string;
  rows?: () => Row[];
  /** Where the table differs from the full objects, these. */
  lines?: () => unknown[];
  /** Addresses of the server that answer with all that match, instead of what is shown. */
  csv?: string;
  jsonl?: string;
  drawing?: RefObject<SVGSVGElement>;
}

function choices({ name, rows, lines, csv: csv_address, jsonl, drawing }: Exports) {
  const words = t();
  const list: Array<{ label: string; run?: () => void; href?: string; file?: string }> = [];
  if (csv_address) list.push({ label: words.exportCsv, href: csv_address, file: `${name}.csv` });
  else if (rows) list.push({ label: words.exportCsv, run: () => save_text(`${name}.csv`, csv(rows()), "text/csv") });
  if (jsonl) list.push({ label: words.exportJsonl, href: jsonl, file: `${name}.jsonl` });
  else if (rows) {
    const all = lines ?? rows;
    list.push({ label: words.exportJsonl, run: () => save_text(`${name}.jsonl`, json_lines(all()), "application/x-ndjson") });
  }
  if (drawing) {
    const with_drawing = (use: (element: SVGSVGElement) => void) => () => drawing.current && use(drawing.current);
    list.push({ label: words.exportSvg, run: with_drawing((element) => save_text(`${name}.svg`, svg_text(element), "image/svg+xml")) });
    list.push({ label: words.exportPng, run: with_drawing((element) => void png_of(element).then((blob) => save(`${name}.png`, blob))) });
  }
  list.push({ label: words.print, run: () => window.print() });
  return list;
}

export function ExportMenu(props: Exports) {
  const words = t();
  const [open, set_open] = useState(false);
  const [copied, set_copied] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    box.current?.querySelector<HTMLElement>(".menu a, .menu button")?.focus();
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) set_open(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      set_open(false);
      button.current?.focus();
    }
    if (!open || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const all = [...(box.current?.querySelectorAll<HTMLElement>(".menu a, .menu button") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]?.focus();
  };
  const copy = () => {
    void navigator.clipboard?.writeText(location.href).then(() => {
      set_copied(true);
      setTimeout(() => set_copied(false), 2000);
    });
  };
  return (
    <div class="export" ref={box} onKeyDown={keys}>
      <button ref={button} type="button" class="button quiet" data-shortcut="e" aria-expanded={open} onClick={() => set_open(!open)}>
        {words.export}
      </button>
      {open && (
        <div class="menu">
          {choices(props).map((one) =>
            one.href ? (
              <a key={one.label} href={one.href} download={one.file} onClick={() => set_open(false)}>{one.label}</a>
            ) : (
              <button key={one.label} type="button" onClick={() => { set_open(false); one.run?.(); }}>{one.label}</button>
            ),
          )}
          <button type="button" onClick={copy}>{copied ? words.copied : words.copyLink}</button>
        </div>
      )}
    </div>
  );
}

interface ViewProps {
  title: ComponentChildren;
  lead?: ComponentChildren;
  exports?: Exports;
  children: ComponentChildren;
  wide?: boolean;
}

export function View({ title, lead, exports, children, wide }: ViewProps) {
  return (
    <div class={wide ? "view wide" : "view"}>
      <header class="view-head">
        <div class="view-title">
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {exports && <ExportMenu {...exports} />}
      </header>
      {children}
    </div>
  );
}

export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ComponentChildren }) {
  return (
    <div class="state">
      <p class="state-title">{title}</p>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  );
}

export function Failed({ problem, again }: { problem: Problem; again?: () => void }) {
  const words = t();
  const said = problem.status === 401 ? words.tokenHint : problem.status === 0 ? words.offline : problem.message;
  return (
    <div class="state" role="alert">
      <p class="state-title">{words.failed}</p>
      <p>{said}</p>
      {again && <button type="button" class="button" onClick={again}>{words.retry}</button>}
    </div>
  );
}

export function Loading() {
  return (
    <div class="state loading" role="status">
      <span class="visually-hidden">{t().loading}</span>
      <span class="bone" aria-hidden="true" />
      <span class="bone" aria-hidden="true" />
      <span class="bone short" aria-hidden="true" />
    </div>
  );
}

/** Draws an answer of the server, or says that it is on its way or went wrong. */
export function Loaded<T>({ answer, children }: { answer: Answer<T>; children: (data: T) => ComponentChildren }) {
  if (answer.problem) return <Failed problem={answer.problem} again={answer.again} />;
  if (answer.data === undefined) return <Loading />;
  return <div class={answer.loading ? "stale" : undefined} aria-busy={answer.loading}>{children(answer.data)}</div>;
}

/** A choice of one out of a few, as radio buttons in a row. */
export function Choice({ label, value, options, choose }: {
  label: string;
  value: string;
  options: Array<[string, string]>;
  choose: (value: string) => void;
}) {
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <div class="choice-row">
        {options.map(([option, text]) => (
          <label key={option} class={option === value ? "on" : undefined}>
            <input type="radio" name={label} value={option} checked={option === value} onChange={() => choose(option)} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
