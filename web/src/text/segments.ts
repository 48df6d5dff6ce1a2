// SPDX-License-Identifier: Apache-2.0
// Cuts a text into runs over which the same spans lie, and paragraphs made of such runs.

export type Role = "actor" | "action" | "recipient" | "place" | "time" | "source";

/** A stretch of text with a meaning in one record; offsets in UTF-16 units, end excluded. */
export interface Span {
  start: number;
  end: number;
  role: Role;
  record: string;
  /** The words of saying, not the one who says. */
  cue?: boolean;
}

/** A run of text with all spans that cover it, longest first. */
export interface Segment {
  start: number;
  end: number;
  spans: Span[];
}

/** The runs of [0, length), in order and without gaps. Empty and outlying spans are left out. */
export function segment(length: number, spans: readonly Span[]): Segment[] {
  const inside = spans
    .map((span) => ({ ...span, start: Math.max(0, span.start), end: Math.min(length, span.end) }))
    .filter((span) => span.start < span.end);
  const cuts = new Set<number>([0, length]);
  for (const span of inside) {
    cuts.add(span.start);
    cuts.add(span.end);
  }
  const borders = [...cuts].sort((a, b) => a - b);
  const opening = [...inside].sort((a, b) => a.start - b.start || b.end - a.end);
  const segments: Segment[] = [];
  let open: Span[] = [];
  let next = 0;
  for (let index = 0; index + 1 < borders.length; index++) {
    const start = borders[index];
    open = open.filter((span) => span.end > start);
    while (next < opening.length && opening[next].start === start) open.push(opening[next++]);
    segments.push({ start, end: borders[index + 1], spans: [...open] });
  }
  return segments;
}

/** Paragraphs of a text as [start, end), parted by line breaks; blank lines belong to none. */
export function paragraphs(text: string): Array<[number, number]> {
  const found: Array<[number, number]> = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    if (match[0].trim() !== "") found.push([match.index, match.index + match[0].length]);
  }
  return found;
}

/** The segments inside [start, end), cut at its borders. */
export function within(segments: readonly Segment[], start: number, end: number): Segment[] {
  return segments
    .filter((part) => part.end > start && part.start < end)
    .map((part) => ({ ...part, start: Math.max(part.start, start), end: Math.min(part.end, end) }));
}
