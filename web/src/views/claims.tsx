// SPDX-License-Identifier: Apache-2.0
import { address } from "../api/client";
import type { Claim, ClaimPage, Count, Page, RecordItem, Voice } from "../api/types";
import { useAnswer } from "../api/use";
import { claim_of, statuses_of } from "../claims";
import { categories, event_name, ordered, party_name, quad_of } from "../domain";
import { date, fill, number, t } from "../i18n";
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
      <b>{event_name(claim.event)}</b>
      <span class="claim-sides">
        {sides[0] ? parties(sides[0]) : t().nobody}
        {sides[1] && ` → ${parties(sides[1])}`}
      </span>
    </h3>
  );
}

function VoiceLine({ voice, known }: { voice: Voice; known?: string }) {
  const who = voice.claimant ? parties(voice.claimant) : voice.role === "reports" ? (voice.publication ?? voice.citation ?? "") : t().nobody;
  return (
    <li class={`voice-${voice.role}`}>
      <time dateTime={voice.date}>{date(voice.date)}</time>
      <span class="voice-role">{role_name(voice.role)}</span>
      <span>
        <a href={format({ view: "article", argument: voice.article, query: { record: voice.record } })}>{who}</a>
        {voice.words && <span class="sector"> “{voice.words}”</span>}
        {voice.independent && <span class="aux">{t().independent}</span>}
        {voice.cue && <span class="sector"> · {voice.cue}</span>}
        {voice.text && voice.text !== known && <q>{voice.text}</q>}
      </span>
    </li>
  );
}

function Card({ claim }: { claim: Claim }) {
  const words = t();
  const tally: Array<[string, number]> = [
    [words.repeatsCount, claim.repeats],
    [words.denialsCount, claim.denials],
    [words.confirmationsCount, claim.confirmations],
    [words.independentCount, claim.independent],
  ];
  return (
    <article class="claim" id={claim.id}>
      <div class="claim-head">
        <ClaimName claim={claim} />
        <span class={`badge badge-${claim.state}`}>{state_name(claim.state)}</span>
      </div>
      {claim.text && <p class="claim-text">{claim.text}</p>}
      <ul class="voice-line">{claim.voices.map((voice, index) => <VoiceLine key={index} voice={voice} known={claim.text} />)}</ul>
      <p class="tally">
        {tally.filter(([, n]) => n > 0).map(([said, n]) => <span key={said}>{fill(said, { n })}</span>)}
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

function exported(claims: Claim[]) {
  return { name: "claims", rows: () => claims.map(claim_row), lines: () => claims };
}

/** One card. Without a board of the server the card is made of its record. */
function One({ id }: { id: string }) {
  const record = id.startsWith("ck1-");
  const card = useAnswer<Claim>(record ? undefined : address(`claims/${encodeURIComponent(id)}`));
  const told = useAnswer<RecordItem>(record ? address(`records/${encodeURIComponent(id)}`) : undefined);
  const claim = record ? told.data && claim_of(told.data) : card.data;
  return (
    <View title={t().claims} lead={<a href={format({ view: "claims" })}>{t().claimsTitle}</a>} exports={exported(claim ? [claim] : [])}>
      <Loaded<unknown> answer={record ? told : card}>{() => claim && <Card claim={claim} />}</Loaded>
    </View>
  );
}

function Filters({ counts }: { counts: Count[] }) {
  const words = t();
  const { query } = route.value;
  return (
    <details class="facets" open={window.innerWidth > 800}>
      <summary>{words.filters}</summary>
      <fieldset class="facet">
        <legend>{words.status}</legend>
        {counts.map(({ value, count }) => (
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
          {categories.map((one) => <option key={one} value={one}>{event_name(one)}</option>)}
        </select>
      </label>
      <Facet name="party" title={words.party} counts={listed(query.party).map((value) => ({ value, count: 0 }))} label={party_name} />
    </details>
  );
}

interface BoardProps<T> {
  page: Page<T>;
  url: string;
  counts: Count[];
  claim: (item: T) => Claim;
}

function Board<T>({ page, url, counts, claim }: BoardProps<T>) {
  return (
    <div class="search-body">
      <Filters counts={counts} />
      <div class="search-hits">
        {page.total === 0 ? (
          <Empty title={t().noClaims} hint={t().noClaimsHint} />
        ) : (
          <Pages page={page} url={url}>
            {(items) => <div class="claim-board">{items.map(claim).map((one) => <Card key={one.id} claim={one} />)}</div>}
          </Pages>
        )}
      </div>
    </div>
  );
}

/** How many cards of each state there are, out of how many records of each status. */
function states_of(counts: Count[] | undefined): Count[] {
  const known = states.filter((state) => statuses_of[state].length > 0);
  return known.map((value) => ({ value, count: ordered(counts, statuses_of[value]).reduce((sum, one) => sum + one.count, 0) }));
}

/** The board of a server that has none of its own: a card for each record that somebody says. */
function BoardOfRecords() {
  const { state, event, party, since, until } = route.value.query;
  const words = t();
  const wanted = state ? listed(state) : states;
  const status = wanted.flatMap((one) => statuses_of[one as Claim["state"]] ?? []).join(",") || "none";
  const url = address("records", { status, event, party, since, until, facets: "status" });
  const answer = useAnswer<Page<RecordItem>>(url);
  return (
    <View title={words.claimsTitle} lead={words.claimsLead} wide exports={exported((answer.data?.items ?? []).map(claim_of))}>
      <Loaded answer={answer}>{(page) => <Board page={page} url={url} counts={states_of(page.facets?.status)} claim={claim_of} />}</Loaded>
    </View>
  );
}

export function Claims() {
  const { query, argument } = route.value;
  const words = t();
  const url = address("claims", { state: query.state, event: query.event, party: query.party, since: query.since, until: query.until });
  const answer = useAnswer<ClaimPage>(argument ? undefined : url);
  if (argument) return <One id={argument} />;
  if (answer.problem?.status === 404) return <BoardOfRecords />;
  return (
    <View title={words.claimsTitle} lead={words.claimsLead} wide exports={exported(answer.data?.items ?? [])}>
      <Loaded answer={answer}>{(page) => <Board page={page} url={url} counts={ordered(page.states, states)} claim={(one) => one} />}</Loaded>
    </View>
  );
}
