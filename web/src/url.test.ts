// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { format, listed, parse, toggled } from "./url";
import type { Route } from "./url";

describe("addresses", () => {
  it("come back as they went", () => {
    const routes: Route[] = [
      { view: "overview", argument: "", query: {} },
      { view: "article", argument: "ck1-0af3", query: { record: "ck1-1" } },
      { view: "source", argument: "Straße/Zeitung & Söhne?#1", query: {} },
      { view: "search", argument: "", query: { q: 'präsident* "a b" #x', status: "alleged,denied" } },
      { view: "search", argument: "", query: { q: "<img src=x onerror=alert(1)>" } },
    ];
    for (const route of routes) expect(parse(format(route))).toEqual(route);
  });

  it("are the same for the same state", () => {
    expect(format({ view: "dyad", query: { b: "IRN", a: "USA", x: "" } })).toBe("#/dyad?a=USA&b=IRN");
  });

  it("that are broken show the overview or what can be read", () => {
    expect(parse("").view).toBe("overview");
    expect(parse("#").view).toBe("overview");
    expect(parse("#/?q=1")).toEqual({ view: "overview", argument: "", query: { q: "1" } });
    expect(parse("#/article/%E0%A4%A").argument).toBe("%E0%A4%A");
  });
});

describe("lists", () => {
  it("toggle", () => {
    expect(toggled("a,b", "c")).toBe("a,b,c");
    expect(toggled("a,b", "a")).toBe("b");
    expect(listed("")).toEqual([]);
    expect(listed(undefined)).toEqual([]);
  });
});
