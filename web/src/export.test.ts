// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { csv, json_lines } from "./export";

describe("tables", () => {
  it("quote what needs it", () => {
    expect(csv([{ a: 'say "x", y', b: 1 }, { a: "two\nlines", b: undefined }])).toBe('a,b\r\n"say ""x"", y",1\r\n"two\nlines",\r\n');
  });

  it("hold no formulas", () => {
    expect(csv([{ a: "=HYPERLINK(1)", b: -3 }])).toBe("a,b\r\n'=HYPERLINK(1),-3\r\n");
  });

  it("are empty where nothing is shown", () => {
    expect(csv([])).toBe("");
    expect(json_lines([{ a: 1 }, { a: "ä" }])).toBe('{"a":1}\n{"a":"ä"}\n');
  });
});
