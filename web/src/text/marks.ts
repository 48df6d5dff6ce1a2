// SPDX-License-Identifier: Apache-2.0
// From the spans of an article view to what is drawn over its text.
import type { ArticleView } from "../api/types";
import { CodePoints } from "./codepoints";
import { segment } from "./segments";
import type { Role, Segment, Span } from "./segments";

/** A span with its number among the spans of the article. */
export interface MarkedText {
  segments: Segment[];
  spans: Span[];
}

/** Cues belong to who says so. Offsets become those of UTF-16 units. */
export function marked(view: Pick<ArticleView, "text" | "spans" | "records">): MarkedText {
  const points = new CodePoints(view.text);
  const spans: Span[] = [];
  for (const one of view.spans) {
    const record = view.records[one.record];
    if (record === undefined) continue;
    const role: Role = one.role === "cue" ? "source" : one.role;
    spans.push({ start: points.toUnits(one.start), end: points.toUnits(one.end), role, record: record.id, ...(one.role === "cue" ? { cue: true } : {}) });
  }
  return { segments: segment(view.text.length, spans), spans };
}

const weight: Record<Role, number> = { action: 5, actor: 4, recipient: 3, source: 2, place: 1, time: 0 };

/** The span that gives a run its colour: one of `record` where there is such, the shortest, the weightiest. */
export function leading(spans: readonly Span[], record?: string): Span | undefined {
  const own = spans.filter((span) => span.record === record);
  const candidates = own.length > 0 ? own : spans;
  let best: Span | undefined;
  for (const span of candidates) {
    if (best === undefined) best = span;
    const shorter = span.end - span.start - (best.end - best.start);
    if (shorter < 0 || (shorter === 0 && weight[span.role] > weight[best.role])) best = span;
  }
  return best;
}
