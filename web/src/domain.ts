// SPDX-License-Identifier: Apache-2.0
// The order and the names of what records are made of. Words stand in the dictionaries.
import codes from "virtual:countries";
import { locale, t, word } from "./i18n";
import type { Attribution, Count, EventRecord, Status } from "./api/types";
import { category_of, party_of } from "./parties";

export { category_of, party_of } from "./parties";

export const statuses: Status[] = ["reported", "claimed", "alleged", "denied", "disputed", "confirmed"];
export const quads = ["1", "2", "3", "4"];
export const categories = [
  "AGREE", "CONSULT", "SUPPORT", "CONCEDE",
  "COOPERATE", "AID", "RETREAT",
  "REQUEST", "ACCUSE", "REJECT", "THREATEN",
  "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
];
export const auxiliaries = ["negation", "future", "hypothetical", "historical"];

const names = new Map<string, Intl.DisplayNames>();

function regions(): Intl.DisplayNames {
  const language = locale.value;
  let there = names.get(language);
  if (there === undefined) {
    there = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    names.set(language, there);
  }
  return there;
}

/** The name of a country or organisation in the language of the page; the code where there is none. */
export function country(code: string): string {
  const own = t().codeOf[code];
  if (own) return own;
  const region = codes[code]?.[0];
  return (region && regions().of(region)) || code;
}

/** The ISO number of a country as in the atlas. */
export function number_of(code: string): string {
  return codes[code]?.[1] ?? "";
}

/** "PER/MIL" in words: Peru, military. Also reads "/MIL". */
export function party_name(party: string): string {
  const [code, sector = ""] = party.split("/");
  const place = code ? country(code) : "";
  const kind = sector ? word("sectorOf", sector) : "";
  return [place, kind].filter((one) => one !== "").join(", ");
}

/** The category in words, as "Accuse"; of a standing tie its type. */
export function category_name(record: EventRecord): string {
  return record.kind === "relation" ? word("modeOf", record.mode[0] ?? "") : word("eventOf", category_of(record));
}

/** A category as it stands in counts, in words; standing ties are counted as "relation". */
export function event_name(value: string): string {
  return value === "relation" ? word("kindOf", value) : word("eventOf", value);
}

/** The class of the colour of a category: that of its kind, 1 and 2 cooperation, 3 and 4 conflict. */
export function event_class(category: string): string | undefined {
  const quad = quad_of(category);
  return quad === 0 ? undefined : `quad-${quad}`;
}

/** The kind of a category, in words or in deeds; 0 where there is none. */
export function quad_of(category: string): number {
  const at = categories.indexOf(category);
  return at < 0 ? 0 : at < 4 ? 1 : at < 7 ? 2 : at < 11 ? 3 : 4;
}

export function is_fact(record: EventRecord): boolean {
  return (record.status === "reported" || record.status === "confirmed") && record.aux.length === 0;
}

/**
 * How a record is drawn: solid reported, dashed claimed or alleged, dotted planned or hypothetical,
 * struck denied or negated, double confirmed. Disputed is dashed; its denial is said beside it.
 */
export function line_of(record: EventRecord): string {
  if (record.status === "denied" || record.aux.includes("negation")) return "struck";
  if (record.aux.includes("future") || record.aux.includes("hypothetical")) return "dotted";
  if (record.status === "confirmed") return "double";
  return record.status === "reported" ? "solid" : "dashed";
}

export function claimants(attribution: Attribution): string {
  if (attribution.claimant.length === 0) return t().nobody;
  return attribution.claimant.map((one) => party_name(party_of(one))).join(", ");
}

/** Counts with the given values, in their order, zeros included. */
export function ordered(counts: Count[] | undefined, values: readonly string[]): Count[] {
  const there = new Map((counts ?? []).map((one) => [one.value, one.count]));
  return values.map((value) => ({ value, count: there.get(value) ?? 0 }));
}
