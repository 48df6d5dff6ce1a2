// SPDX-License-Identifier: Apache-2.0
// Codes of what records are made of; their words stand in domain.ts.
import type { Entity, EventRecord } from "./api/types";

/** "PER/MIL"; "PER" where the sector is not known, "---" where the country is not. */
export function party_of(entity: Entity): string {
  return `${entity.code ?? "---"}${entity.sector && entity.sector !== "UNK" ? `/${entity.sector}` : ""}`;
}

/** The category of an event; "relation" for a standing tie. */
export function category_of(record: EventRecord): string {
  return record.event?.[0] ?? record.kind;
}
