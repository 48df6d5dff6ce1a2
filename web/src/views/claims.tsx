// SPDX-License-Identifier: Apache-2.0
import { address } from "../api/client";
import type { Claim, ClaimPage, Voice } from "../api/types";
import { useAnswer } from "../api/use";
import { categories, event_name, ordered, party_name, quad_of } from "../domain";
import { date, fill, number, t, word } from "../i18n";
import { Facet } from "../parts/facets";
import { Empty, Loaded, View } from "../parts/frame";
import { Pages } from "../parts/pages";
import { QuadMark } from "../parts/record";
import { change, format, listed, route, toggled } from "../url";

const states = ["open", "corroborated", "disputed", "denied", "confirmed"] as const;

function state_name(state: string): string {
  const words = t();
  return { open: words.stateOpen, corroborated: words.stateCorroborated, disputed: words.stateDisputed, denied: words.stateDenied, confirmed: words.stateConfirmed }[state] ?? state;
}

function role_name(role: Voice["role"]): string {
  const words = t();
  return {
    claims: words.firstBy,
    repeats: words.repeatedBy,
    supports: words.supportedBy,
    reports: words.ownVoice,
    denies: words.deniedBy,
    doubts: words.doubtedBy,
    confirms: words.confirmedBy,
  }[role];
}

function parties(text: string): string {
  return text.split(/, */).map((one) => party_name(one.trim())).join("; ");
}

/** "ASSAULT RUS/MIL > UKR/CVL" in words. */
function ClaimName({ claim }: { claim: Claim }) {
  const sides = claim.name.slice(claim.event.length).split(">").map((one) => one.trim());
  return (
    <h3>
      <QuadMark quad={quad_of(claim.event) || undefined} />
      <span>{parties(sides[0] ?? "")}</span>
      <b>{event_name(claim.event)}</b>
      {sides[1] && <span>→ {parties(sides[1])}</span>}
    </h3>
  );
}

function VoiceLine({ voice }: { voice: Voice }) {
  const who = voice.claimant ? parties(voice.claimant) : voice.role === "reports" ? (voice.publication ?? voice.citation ?? "") : t().nobody;
  return (
    <li class={`voice-${voice.role}`}>
      <time dateTime={voice.date}>{date(voice.date)}</time>
      <span class="voice-role">{role_name(voice.role)}</span>
      <span>
        <a href={format({ view: "article", argument: voice.article, query: { record: voice.record } })}>{who}</a>
        {voice.words && <span class="sector"> “{voice.words}”</span>}
        {voice.independent && <span class="aux">{t().independent}</span>}
        {voice.text && <q>{voice.text}</q>}
      </span>
    </li>
  );
}

function Card({ claim }: { claim: Claim }) {
  const words = t();
  return (
    <article class="claim" id={claim.id}>
      <div class="claim-head">
        <ClaimName claim={claim} />
        <span class={`badge badge-${claim.state}`}>{state_name(claim.state)}</span>
      </div>
      {claim.text && <p class="claim-text">{claim.text}</p>}
      <ul class="voice-line">{claim.voices.map((voice, index) => <VoiceLine key={index} voice={voice} />)}</ul>
      <p class="tally">
        <span>{fill(words.repeatsCount, { n: claim.repeats })}</span>
        <span>{fill(words.denialsCount, { n: claim.denials })}</span>
        <span>{fill(words.confirmationsCount, { n: claim.confirmations })}</span>
        <span>{fill(words.independentCount, { n: claim.independent })}</span>
        <a href={format({ view: "claims", argument: claim.id })}>{words.openCard}</a>
      </p>
    </article>
  );
}

function claim_row(claim: Claim) {
  const of = (...roles: string[]) => claim.voices.filter((one) => roles.includes(one.role)).map((one) => one.claimant ?? one.citation ?? "").join("; ");
  return {
    id: claim.id,
    act: claim.name,
    state: claim.state,
    first: claim.first,
    last: claim.last,
    claimed_by: of("claims", "supports"),
    repeated_by: of("repeats"),
    denied_by: of("denies", "doubts"),
    confirmed_by: of("confirms"),
    independent: claim.independent,
    text: claim.text,
  };
}

function One({ id }: { id: string }) {
  const answer = useAnswer<Claim>(address(`claims/${encodeURIComponent(id)}`));
  const rows = answer.data ? [answer.data] : [];
  return (
    <View title={t().claims} lead={<a href={format({ view: "claims" })}>{t().claimsTitle}</a>} exports={{ name: `claim-${id}`, rows: () => rows.map(claim_row), lines: () => rows }}>
      <Loaded answer={answer}>{(claim) => <Card claim={claim} />}</Loaded>
    </View>
  );
}

export function Claims() {
  const { query, argument } = route.value;
  const words = t();
  const url = address("claims", { state: query.state, event: query.event, party: query.party, since: query.since, until: query.until });
  const answer = useAnswer<ClaimPage>(argument ? undefined : url);
  if (argument) return <One id={argument} />;
  return (
    <View title={words.claimsTitle} lead={words.claimsLead} wide exports={{ name: "claims", rows: () => (answer.data?.items ?? []).map(claim_row), lines: () => answer.data?.items ?? [] }}>
      <Loaded answer={answer}>
        {(page) => (
          <div class="search-body">
            <details class="facets" open={window.innerWidth > 800}>
              <summary>{words.filters}</summary>
              <fieldset class="facet">
                <legend>{words.status}</legend>
                {ordered(page.states, states).map(({ value, count }) => (
                  <label key={value} class="check">
                    <input type="checkbox" checked={listed(query.state).includes(value)} onChange={() => change({ state: toggled(query.state, value) })} />
                    <span class={`badge badge-${value}`}>{state_name(value)}</span>
                    <span class="facet-count">{number(count)}</span>
                  </label>
                ))}
              </fieldset>
              <label class="field">
                <span>{words.event}</span>
                <select value={query.event ?? ""} onChange={(event) => change({ event: event.currentTarget.value })}>
                  <option value="">{words.all}</option>
                  {categories.map((one) => <option key={one} value={one}>{word("eventOf", one)}</option>)}
                </select>
              </label>
              <Facet name="party" title={words.party} counts={listed(query.party).map((value) => ({ value, count: page.total }))} label={party_name} />
            </details>
            <div>
              {page.total === 0 ? (
                <Empty title={words.noClaims} hint={words.noClaimsHint} />
              ) : (
                <Pages page={page} url={url}>
                  {(items) => <div class="claim-board">{items.map((claim) => <Card key={claim.id} claim={claim} />)}</div>}
                </Pages>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </View>
  );
}
