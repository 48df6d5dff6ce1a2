// SPDX-License-Identifier: Apache-2.0
import type { Period } from "../api/types";
import { address } from "../api/client";
import { useAnswer } from "../api/use";
import { Timeline } from "../charts/timeline";
import { t } from "../i18n";
import { change, route } from "../url";

/** A small time line to choose the span of a view with; the span stands in the address. */
export function TimeWindow() {
  const { since, until } = route.value.query;
  const periods = useAnswer<{ timeline: Period[] }>(address("overview")).data?.timeline ?? [];
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return (
    <Timeline
      label={t().timeWindow}
      series={[{ kind: "plain", label: t().records }]}
      bars={periods.map((one) => ({ period: one.period, values: [sum(one.statuses)] }))}
      height={84}
      since={since}
      until={until}
      choose={(from, to) => change({ since: from, until: to })}
    />
  );
}
