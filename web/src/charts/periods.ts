// SPDX-License-Identifier: Apache-2.0
// Periods of time series: "2024-02-06", "2024-02" or "2024".

export function begin_of(period: string): Date {
  const [year, month = "1", day = "1"] = period.split("-");
  const time = new Date(0);
  time.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return time;
}

export function end_of(period: string): Date {
  const begin = begin_of(period);
  const [, month, day] = period.split("-");
  if (day) begin.setUTCDate(begin.getUTCDate() + 1);
  else if (month) begin.setUTCMonth(begin.getUTCMonth() + 1);
  else begin.setUTCFullYear(begin.getUTCFullYear() + 1);
  return begin;
}

/** The period of the same length that holds a moment. */
export function period_at(time: Date, like: string): string {
  return time.toISOString().slice(0, like.length);
}

/** `steps` periods later, or earlier where negative. */
export function shifted(period: string, steps: number): string {
  const time = begin_of(period);
  const [, month, day] = period.split("-");
  if (day) time.setUTCDate(time.getUTCDate() + steps);
  else if (month) time.setUTCMonth(time.getUTCMonth() + steps);
  else time.setUTCFullYear(time.getUTCFullYear() + steps);
  return period_at(time, period);
}
