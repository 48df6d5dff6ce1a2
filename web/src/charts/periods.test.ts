// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { begin_of, end_of, period_at, shifted } from "./periods";

describe("periods", () => {
  it("begin and end", () => {
    expect(begin_of("2024-02").toISOString()).toBe("2024-02-01T00:00:00.000Z");
    expect(end_of("2024-02").toISOString()).toBe("2024-03-01T00:00:00.000Z");
    expect(end_of("2024-12-31").toISOString()).toBe("2025-01-01T00:00:00.000Z");
    expect(end_of("1999").toISOString()).toBe("2000-01-01T00:00:00.000Z");
    expect(begin_of("0050").getUTCFullYear()).toBe(50);
  });

  it("hold moments and follow each other", () => {
    expect(period_at(new Date("2024-05-14T22:00:00Z"), "2020-01")).toBe("2024-05");
    expect(shifted("2024-01", -1)).toBe("2023-12");
    expect(shifted("2024-02-28", 2)).toBe("2024-03-01");
    expect(shifted("2024", 3)).toBe("2027");
  });
});
