// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { EventRecord } from "./api/types";
import { claim_of } from "./claims";

const record = {
  id: "ck1-1",
  kind: "event",
  event: ["AID"],
  mode: [],
  context: [],
  actor: [{ code: "IRN", sector: "GOV" }],
  recipient: [{ code: "RUS", sector: "UNK" }, {}],
  event_text: ["delivering"],
  status: "disputed",
  aux: [],
  attributions: [
    { stance: "alleges", claimant: [{ code: "USA", sector: "GOV", entity_text: "Washington" }], cue_text: "accused", quoted: false },
    { stance: "asserts", claimant: [], quoted: false },
    { stance: "denies", claimant: [{ code: "IRN", sector: "GOV", entity_text: "Tehran" }], quoted: false },
  ],
  text: "Washington accused Tehran.",
  text_info: [],
  cite_info: { citation: "a", date: "2024-05-14" },
} satisfies EventRecord;

describe("claim_of", () => {
  it("tells who said so first, who else, and who denied", () => {
    const claim = claim_of({ article: "ca1-1", record });
    expect([claim.name, claim.state, claim.claims, claim.denials]).toEqual(["AID IRN/GOV > RUS, ---", "disputed", 2, 1]);
    expect(claim.voices.map(({ role, claimant, words }) => [role, claimant, words])).toEqual([
      ["claims", "USA/GOV", "Washington"],
      ["supports", undefined, undefined],
      ["denies", "IRN/GOV", "Tehran"],
    ]);
  });

  it("is open where nobody answered", () => {
    expect(claim_of({ article: "a", record: { ...record, status: "claimed", attributions: [] } })).toMatchObject({ state: "open", claims: 0, voices: [] });
  });
});
