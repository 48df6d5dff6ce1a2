// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { CodePoints } from "./codepoints";
import { paragraphs, segment, within } from "./segments";
import type { Span } from "./segments";

const span = (start: number, end: number, record = "r"): Span => ({ start, end, role: "actor", record });

describe("CodePoints", () => {
  it("is the identity where every character has one unit", () => {
    const points = new CodePoints("Müller traf Größe");
    expect([0, 3, 17].map((point) => points.toUnits(point))).toEqual([0, 3, 17]);
    expect(points.length).toBe(17);
  });

  it("counts characters outside the basic plane once", () => {
    const text = "a😀b😀😀c";
    const points = new CodePoints(text);
    expect(points.length).toBe(6);
    expect([...text].map((_, point) => points.toUnits(point))).toEqual([0, 1, 3, 4, 6, 8]);
    expect(text.slice(points.toUnits(2), points.toUnits(3))).toBe("b");
  });

  it("agrees with the string iterator everywhere", () => {
    const text = "𝔘n 🇩🇪 e\u0301 \ud800 x 👩‍👩‍👧 Ende\udc00";
    const points = new CodePoints(text);
    let unit = 0;
    [...text].forEach((character, point) => {
      expect(points.toUnits(point)).toBe(unit);
      unit += character.length;
    });
    expect(points.toUnits(points.length)).toBe(text.length);
    expect(points.toUnits(9999)).toBe(text.length);
    expect(points.toUnits(-5)).toBe(0);
  });
});

describe("segment", () => {
  it("covers the text without gaps", () => {
    const parts = segment(10, [span(2, 5), span(4, 8)]);
    expect(parts.map((part) => [part.start, part.end, part.spans.length])).toEqual([
      [0, 2, 0],
      [2, 4, 1],
      [4, 5, 2],
      [5, 8, 1],
      [8, 10, 0],
    ]);
  });

  it("nests, repeats and touches", () => {
    const parts = segment(6, [span(0, 6, "outer"), span(2, 4, "inner"), span(2, 4, "twin"), span(4, 6, "next")]);
    expect(parts.map((part) => part.spans.map((one) => one.record))).toEqual([
      ["outer"],
      ["outer", "inner", "twin"],
      ["outer", "next"],
    ]);
  });

  it("leaves out what is empty or outside", () => {
    const parts = segment(4, [span(3, 3), span(9, 12), span(-2, 1)]);
    expect(parts.map((part) => [part.start, part.end, part.spans.length])).toEqual([
      [0, 1, 1],
      [1, 4, 0],
    ]);
    expect(segment(0, [])).toEqual([]);
  });

  it("holds a text of any size in little time", () => {
    const spans = Array.from({ length: 5000 }, (_, index) => span(index * 10, index * 10 + 7));
    expect(segment(60000, spans).length).toBe(10000);
  });
});

describe("paragraphs", () => {
  it("finds lines with words, whatever ends them", () => {
    const text = "One\r\n\r\nTwo\n \nThree";
    expect(paragraphs(text).map(([start, end]) => text.slice(start, end))).toEqual(["One", "Two", "Three"]);
  });

  it("takes its part of the segments", () => {
    const parts = within(segment(10, [span(2, 8)]), 4, 9);
    expect(parts.map((part) => [part.start, part.end])).toEqual([
      [4, 8],
      [8, 9],
    ]);
  });
});
