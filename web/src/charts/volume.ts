// SPDX-License-Identifier: Apache-2.0
import type { Period } from "../api/types";
import { quads, statuses } from "../domain";
import { t, word } from "../i18n";
import type { Row } from "../export";
import type { Bar, Series } from "./timeline";

/** The volume over time, by kind of event (facts, and claims above them) or by status. */
export function volume(periods: Period[], by: string): { series: Series[]; bars: Bar[] } {
  if (by === "status") {
    return {
      series: statuses.map((status) => ({ kind: `fill-${status}`, label: word("statusOf", status) })),
      bars: periods.map((one) => ({ period: one.period, values: one.statuses })),
    };
  }
  const series = quads.map((quad) => ({ kind: `quad-${quad}`, label: word("quadOf", quad) }));
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    series: [...series, { kind: "quad-claims", label: t().claimsCount }],
    bars: periods.map((one) => ({ period: one.period, values: [...one.quads, Math.max(0, sum(one.statuses) - sum(one.quads))] })),
  };
}

export function volume_rows(periods: Period[]): Row[] {
  return periods.map((one) => ({
    period: one.period,
    ...Object.fromEntries(quads.map((quad, index) => [`quad_${quad}`, one.quads[index]])),
    ...Object.fromEntries(statuses.map((status, index) => [status, one.statuses[index]])),
    articles: one.articles,
  }));
}
