// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { arcs } from "./why";

describe("arcs", () => {
  it("pass over those they hold", () => {
    // Peru(2) accused(0) Chile(2) of(5) lying(2)
    const found = arcs([{ head: 2 }, { head: 0 }, { head: 2 }, { head: 5 }, { head: 2 }]);
    const level = (token: number) => found.find((arc) => arc.token === token)?.level;
    expect(found.length).toBe(4);
    expect([level(0), level(2), level(3), level(4)]).toEqual([1, 1, 1, 2]);
  });

  it("are none for one word or none", () => {
    expect(arcs([{ head: 0 }])).toEqual([]);
    expect(arcs([])).toEqual([]);
  });
});
