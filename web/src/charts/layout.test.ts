// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { layout } from "./layout";

const nodes = ["USA", "IRN", "RUS", "UKR", "DEU"].map((id) => ({ id, radius: 8 }));
const links = [
  { source: "USA", target: "IRN", weight: 9 },
  { source: "RUS", target: "UKR", weight: 40 },
  { source: "RUS", target: "???", weight: 1 },
  { source: "DEU", target: "DEU", weight: 1 },
];

describe("layout", () => {
  it("stays inside, keeps apart, repeats itself", () => {
    const placed = layout(nodes, links, 800, 500);
    expect(placed).toEqual(layout(nodes, links, 800, 500));
    for (const one of placed) {
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.x).toBeLessThanOrEqual(800);
      expect(one.y).toBeGreaterThanOrEqual(0);
      expect(one.y).toBeLessThanOrEqual(500);
    }
    const far = (a: number, b: number) => Math.hypot(placed[a].x - placed[b].x, placed[a].y - placed[b].y);
    expect(Math.min(far(0, 1), far(1, 2), far(3, 4))).toBeGreaterThan(16);
  });

  it("takes one node and none", () => {
    expect(layout([], [], 100, 100)).toEqual([]);
    expect(layout([{ id: "USA", radius: 5 }], [], 100, 80)).toEqual([{ id: "USA", radius: 5, x: 50, y: 40 }]);
  });
});
