// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { EventRecord } from "../api/types";
import { leading, marked } from "./marks";
import type { Span } from "./segments";

const record = (id: string) => ({ id }) as EventRecord;

describe("marked", () => {
  it("turns code points into units", () => {
    const text = "😀 Peru accused Chile";
    const { segments } = marked({
      text,
      records: [record("r")],
      spans: [
        { record: 0, role: "actor", start: 2, end: 6 },
        { record: 0, role: "cue", start: 7, end: 14 },
        { record: 9, role: "actor", start: 0, end: 1 },
      ],
    });
    expect(segments.filter((one) => one.spans.length > 0).map((one) => [text.slice(one.start, one.end), one.spans[0].role])).toEqual([
      ["Peru", "actor"],
      ["accused", "source"],
    ]);
  });
});

describe("leading", () => {
  const wide: Span = { start: 0, end: 9, role: "actor", record: "a" };
  const narrow: Span = { start: 2, end: 4, role: "place", record: "b" };
  const deed: Span = { start: 2, end: 4, role: "action", record: "c" };

  it("prefers the chosen record, then the shortest, then the deed", () => {
    expect(leading([wide, narrow, deed], "a")).toBe(wide);
    expect(leading([wide, narrow, deed])).toBe(deed);
    expect(leading([wide, narrow])).toBe(narrow);
    expect(leading([])).toBeUndefined();
  });
});
