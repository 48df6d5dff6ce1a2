// SPDX-License-Identifier: Apache-2.0
// Cards of the claim board out of records: what a database that nobody has linked across articles tells.
import type { Attribution, Claim, EventRecord, RecordItem, Voice } from "./api/types";
import { category_of, party_of } from "./parties";

const roles: Record<string, Voice["role"]> = { denies: "denies", doubts: "doubts", confirms: "confirms" };
const states: Record<string, Claim["state"]> = { denied: "denied", disputed: "disputed", confirmed: "confirmed" };

/** The statuses of records that stand on the board, for each state of a card. */
export const statuses_of: Record<Claim["state"], string[]> = {
  open: ["claimed", "alleged"],
  corroborated: [],
  disputed: ["disputed"],
  denied: ["denied"],
  confirmed: ["confirmed"],
};

function voice_of(one: Attribution, first: boolean, { article, record }: RecordItem): Voice {
  const parties = one.claimant.map(party_of).join(", ");
  const words = one.claimant.map((entity) => entity.entity_text ?? "").filter((text) => text !== "").join(", ");
  return {
    role: roles[one.stance] ?? (first ? "claims" : "supports"),
    date: record.cite_info.date,
    claimant: parties || undefined,
    words: words || undefined,
    cue: one.cue_text,
    record: record.id,
    article,
    citation: record.cite_info.citation,
    publication: record.cite_info.publication,
    text: record.text,
  };
}

/** "ASSAULT RUS/MIL > UKR/CVL", as the server names its cards. */
function name_of(record: EventRecord): string {
  const side = (entities: EventRecord["actor"]) => [...new Set(entities.map(party_of))].join(", ");
  return `${category_of(record)} ${side(record.actor)} > ${side(record.recipient)}`;
}

export function claim_of(item: RecordItem): Claim {
  const { record } = item;
  let claims = 0;
  const voices = record.attributions.map((one) => voice_of(one, !(one.stance in roles) && ++claims === 1, item));
  const count = (role: Voice["role"]) => voices.filter((voice) => voice.role === role).length;
  return {
    id: record.id,
    name: name_of(record),
    event: category_of(record),
    state: states[record.status] ?? "open",
    first: record.cite_info.date,
    last: record.cite_info.date,
    claims,
    repeats: 0,
    denials: count("denies"),
    confirmations: count("confirms"),
    independent: 0,
    text: record.text,
    voices,
  };
}
