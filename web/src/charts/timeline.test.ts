// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { trimmed } from "./timeline";

const bar = (period: string, value: number) => ({ period, values: [value] });

describe("trimmed", () => {
  it("leaves out few early bars far away", () => {
    const bars = [bar("1996-01", 1), bar("2007-02", 1), bar("2023-07", 20), bar("2023-09", -20), bar("2024-01", 9)];
    expect(trimmed(bars)).toEqual({ bars: bars.slice(2), before: 2 });
  });

  it("keeps bars that count or are near", () => {
    const even = [bar("2021", 5), bar("2022", 5), bar("2023", 5), bar("2024", 5)];
    expect(trimmed(even)).toEqual({ bars: even, before: 0 });
    expect(trimmed([])).toEqual({ bars: [], before: 0 });
  });
});
