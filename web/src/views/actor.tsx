// SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from "preact/hooks";
import { address } from "../api/client";
import type { Actor, ActorItem, Count } from "../api/types";
import { useAnswer } from "../api/use";
import { Shares } from "../charts/shares";
import { Timeline } from "../charts/timeline";
import { volume, volume_rows } from "../charts/volume";
import { country, event_class, event_name, party_name } from "../domain";
import { count, fill, number, t, word } from "../i18n";
import { Empty, Loaded, View } from "../parts/frame";
import { RecordList } from "../parts/record";
import { format, route } from "../url";

function mix(counts: Count[]) {
  return counts.map(({ value, count: n }) => ({ key: value, count: n, kind: event_class(value), label: event_name(value) }));
}

function List() {
  const words = t();
  const [text, set_text] = useState("");
  const answer = useAnswer<{ items: ActorItem[] }>(address("actors", { limit: 200 }));
  const wanted = text.trim().toLocaleLowerCase();
  const found = (answer.data?.items ?? []).filter((one) => `${one.code} ${country(one.code)} ${one.name ?? ""}`.toLocaleLowerCase().includes(wanted));
  return (
    <View title={words.actors} lead={words.actorHint} exports={answer.data && { name: "actors", rows: () => found.map(({ code, records, facts, said }) => ({ code, name: country(code), records, facts, said })) }}>
      <p class="search-box"><input type="search" aria-label={words.actorHint} placeholder={words.actorHint} value={text} onInput={(event) => set_text(event.currentTarget.value)} /></p>
      <Loaded answer={answer}>
        {() =>
          found.length === 0 ? <Empty title={words.actorsNone} /> : (
            <table class="wide-table spaced">
              <thead><tr><th scope="col">{words.actor}</th><th scope="col" class="n">{words.records}</th><th scope="col" class="n">{words.facts}</th><th scope="col" class="n">{words.saidNewest}</th></tr></thead>
              <tbody>
                {found.map((one) => (
                  <tr key={one.code}>
                    <th scope="row"><a href={format({ view: "actor", argument: one.code })}>{country(one.code)}</a> <code>{one.code}</code></th>
                    <td class="n">{number(one.records)}</td>
                    <td class="n">{number(one.facts)}</td>
                    <td class="n">{number(one.said)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </View>
  );
}

function Partners({ actor }: { actor: Actor }) {
  const words = t();
  return (
    <table class="wide-table">
      <thead><tr><th scope="col">{words.partners}</th><th scope="col" class="n">{words.cooperation}</th><th scope="col" class="n">{words.conflict}</th><th scope="col" class="n">{words.claimsCount}</th></tr></thead>
      <tbody>
        {actor.partners.slice(0, 20).map((one) => (
          <tr key={one.code}>
            <th scope="row"><a href={format({ view: "dyad", query: { a: actor.party.party, b: one.code } })}>{party_name(one.code)}</a></th>
            <td class="n">{number(one.cooperation)}</td>
            <td class="n">{number(one.conflict)}</td>
            <td class="n">{number(one.claims)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Dossier({ actor, drawing }: { actor: Actor; drawing: { current: SVGSVGElement | null } }) {
  const words = t();
  const { series, bars } = volume(actor.timeline, "quad");
  return (
    <>
      <dl class="figures">
        <div class="figure"><dt>{words.records}</dt><dd>{number(actor.records)}</dd></div>
        <div class="figure"><dt>{words.facts}</dt><dd>{number(actor.facts)}</dd></div>
        <div class="figure"><dt>{words.saidNewest}</dt><dd>{number(actor.said)}</dd></div>
        {actor.party.cow !== undefined && <div class="figure"><dt>{words.cow}</dt><dd>{actor.party.cow}</dd></div>}
        {actor.party.gw !== undefined && <div class="figure"><dt>{words.gw}</dt><dd>{actor.party.gw}</dd></div>}
      </dl>
      <section><h2>{words.volume}</h2><Timeline label={words.volume} series={series} bars={bars} drawing={drawing} /></section>
      <div class="two">
        <section><h2>{words.activeAs}</h2><Shares shares={mix(actor.does)} /></section>
        <section><h2>{words.passiveAs}</h2><Shares shares={mix(actor.suffers)} /></section>
        <section>
          <h2>{words.sectorsOf}</h2>
          <Shares shares={actor.sectors.map(({ value, count: n }) => ({ key: value, count: n, label: word("sectorOf", value) || words.unknown }))} />
        </section>
        <section><h2>{words.namesIn}</h2><Shares shares={actor.names.slice(0, 12).map(({ value, count: n }) => ({ key: value, count: n, label: value }))} /></section>
      </div>
      <section class="spaced"><Partners actor={actor} /></section>
      <div class="two">
        <section><h2>{words.latest}</h2><RecordList items={actor.newest} /></section>
        <section><h2>{words.saidNewest}</h2>{actor.said_newest.length > 0 ? <RecordList items={actor.said_newest} /> : <Empty title={words.noClaims} />}</section>
      </div>
    </>
  );
}

function One({ party }: { party: string }) {
  const words = t();
  const { unit, since, until } = route.value.query;
  const drawing = useRef<SVGSVGElement>(null);
  const answer = useAnswer<Actor>(address(`actors/${encodeURIComponent(party.replace("/", "-"))}`, { unit, since, until }));
  const actor = answer.data;
  return (
    <View
      title={party_name(party)}
      lead={actor && `${count(actor.records, words.recordsOne, words.recordsCount)} · ${fill("{code}", { code: party })}`}
      exports={actor && { name: `actor-${party.replaceAll("/", "-")}`, rows: () => volume_rows(actor.timeline), lines: () => [actor], drawing }}
    >
      <Loaded answer={answer}>{(data) => (data.records + data.said === 0 ? <Empty title={words.actorsNone} /> : <Dossier actor={data} drawing={drawing} />)}</Loaded>
    </View>
  );
}

export function ActorView() {
  const party = route.value.argument;
  return party ? <One key={party} party={party} /> : <List />;
}
