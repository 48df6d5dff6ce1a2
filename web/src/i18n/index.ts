// SPDX-License-Identifier: Apache-2.0
import { signal } from "@preact/signals";
import { recall, remember } from "../memory";
import { de } from "./de";
import { en } from "./en";
import type { Dictionary } from "./en";

const dictionaries: Record<string, Dictionary> = { de, en };
export const locales = Object.keys(dictionaries);

function preferred(): string {
  const kept = recall("language");
  if (kept && kept in dictionaries) return kept;
  const wanted = (globalThis.navigator?.languages ?? []).map((one) => one.slice(0, 2));
  return wanted.find((one) => one in dictionaries) ?? "en";
}

export const locale = signal(preferred());

export function speak(language: string): void {
  remember("language", language);
  locale.value = language;
}

/** The dictionary of the language of the page. */
export function t(): Dictionary {
  return dictionaries[locale.value];
}

/** Puts values where the sentence has their names in braces. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number(value) : value;
  });
}

type Table = {
  [Key in keyof Dictionary]: Dictionary[Key] extends Record<string, string> ? Key : never;
}[keyof Dictionary];

/** A code in words; codes without words of their own are shown as they are, without underscores. */
export function word(table: Table, code: string): string {
  const entry = (t()[table] as Record<string, string>)[code];
  return entry ?? code.replaceAll("_", " ");
}

const formats = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

export function number(value: number, digits = 0): string {
  const key = `${locale.value} ${digits}`;
  let format = formats.get(key) as Intl.NumberFormat | undefined;
  if (format === undefined) {
    format = new Intl.NumberFormat(locale.value, { maximumFractionDigits: digits, minimumFractionDigits: 0 });
    formats.set(key, format);
  }
  return format.format(value);
}

/** A number on an axis, as short as may be: 10K, 2.5M. */
export function short(value: number): string {
  return new Intl.NumberFormat(locale.value, value < 10_000 ? {} : { notation: "compact" }).format(value);
}

export function percent(value: number): string {
  return new Intl.NumberFormat(locale.value, { style: "percent", maximumFractionDigits: 0 }).format(value);
}

/** A day, month or year ("2024-05-14", "2024-05", "2024") in words; anything else as it is. */
export function date(text: string | undefined, style: "short" | "long" = "short"): string {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text ?? "");
  if (!match) return text ?? "";
  const [, year, month, day] = match;
  if (!month) return year;
  const options: Intl.DateTimeFormatOptions = { year: "numeric", month: style === "long" || !day ? "long" : "short", timeZone: "UTC" };
  if (day) options.day = "numeric";
  const key = `${locale.value} ${style} ${day ? "day" : "month"}`;
  let format = formats.get(key) as Intl.DateTimeFormat | undefined;
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale.value, options);
    formats.set(key, format);
  }
  return format.format(new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1))));
}

/** A point on a time axis: a year where one begins, else a month or a day. */
export function moment(time: Date): string {
  if (time.getUTCDate() === 1 && time.getUTCMonth() === 0) return String(time.getUTCFullYear());
  const options: Intl.DateTimeFormatOptions = time.getUTCDate() === 1 ? { month: "short" } : { month: "short", day: "numeric" };
  return new Intl.DateTimeFormat(locale.value, { ...options, timeZone: "UTC" }).format(time);
}

/** How many of something: "1 record", "5 records". */
export function count(value: number, one: string, many: string): string {
  return value === 1 ? one : fill(many, { n: value });
}
