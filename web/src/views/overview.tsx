// SPDX-License-Identifier: Apache-2.0
import { useRef } from "preact/hooks";
import { address } from "../api/client";
import type { Overview as Contents, RecordItem } from "../api/types";
import { useAnswer } from "../api/use";
import { Shares } from "../charts/shares";
import { Timeline } from "../charts/timeline";
import { volume, volume_rows } from "../charts/volume";
import { categories, country, event_class, event_name, ordered, statuses } from "../domain";
import { date, fill, number, percent, t, word } from "../i18n";
import { Choice, Empty, Loaded, View } from "../parts/frame";
import { RecordList } from "../parts/record";
import { change, format, route } from "../url";

function Figure({ value, label, hint, link }: { value: string; label: string; hint?: string; link?: string }) {
  return (
    <div class="figure" title={hint}>
      <dt>{link ? <a href={link}>{label}</a> : label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function unit_for(contents: Contents): string {
  if (!contents.first || !contents.last) return "month";
  const years = Number(contents.last.slice(0, 4)) - Number(contents.first.slice(0, 4));
  return years > 30 ? "year" : "month";
}

/** Disputes first, then claims, each record once. */
export function merged(disputes: RecordItem[], newest: RecordItem[], most: number): RecordItem[] {
  const seen = new Set<string>();
  return [...disputes, ...newest].filter(({ record }) => !seen.has(record.id) && seen.add(record.id)).slice(0, most);
}

function Shown({ contents, by, unit, drawing }: { contents: Contents; by: string; unit: string; drawing: { current: SVGSVGElement | null } }) {
  const words = t();
  const { series, bars } = volume(contents.timeline, by);
  const said = merged(contents.disputes, contents.newest, 8);
  const share = contents.records > 0 ? contents.facts / contents.records : 0;
  return (
    <>
      <dl class="figures">
        <Figure value={number(contents.articles)} label={words.articles} link={format({ view: "search", query: { find: "articles" } })} />
        <Figure value={number(contents.records)} label={words.records} link={format({ view: "search" })} />
        <Figure value={number(contents.facts)} label={words.facts} hint={`${words.factsHint} (${percent(share)})`} link={format({ view: "search", query: { facts: "1" } })} />
        <Figure value={number(contents.claims)} label={words.claimsCount} hint={words.claimsHint} link={format({ view: "claims" })} />
        <Figure value={number(contents.sources)} label={words.sources} link={format({ view: "sources" })} />
      </dl>
      <section>
        <div class="section-head">
          <h2>{words.volume}</h2>
          <Choice label={words.volumeBy} value={by} options={[["quad", words.byQuad], ["status", words.byStatus]]} choose={(value) => change({ by: value === "quad" ? undefined : value })} />
          <Choice label={words.date} value={unit} options={[["day", words.unitDay], ["month", words.unitMonth], ["year", words.unitYear]]} choose={(value) => change({ unit: value })} />
        </div>
        <Timeline
          label={words.volume}
          series={series}
          bars={bars}
          drawing={drawing}
          height={220}
          choose={(since, until) => { if (since && until) location.hash = format({ view: "search", query: { since, until } }); }}
        />
      </section>
      <div class="columns">
        <section>
          <h2>{words.newest}</h2>
          {said.length > 0 ? <RecordList items={said} /> : <Empty title={words.noClaims} />}
          <p><a href={format({ view: "claims" })}>{words.claimsTitle}</a></p>
        </section>
        <div class="aside">
          <section>
            <h2>{words.statusMix}</h2>
            <Shares shares={ordered(contents.statuses, statuses).map(({ value, count }) => ({ key: value, count, kind: `fill-${value}`, label: <a href={format({ view: "search", query: { status: value } })}>{word("statusOf", value)}</a> }))} />
          </section>
          <section>
            <h2>{words.topActors}</h2>
            <Shares shares={contents.actors.slice(0, 10).map(({ value, count }) => ({ key: value, count, label: <a href={format({ view: "actor", argument: value })}>{country(value)}</a> }))} />
          </section>
          <section>
            <h2>{words.eventMix}</h2>
            <Shares shares={ordered(contents.events, categories).map(({ value, count }) => ({ key: value, count, kind: event_class(value), label: <a href={format({ view: "search", query: { event: value } })}>{event_name(value)}</a> }))} />
          </section>
        </div>
      </div>
    </>
  );
}

export function Overview() {
  const { query } = route.value;
  const words = t();
  const drawing = useRef<SVGSVGElement>(null);
  const asked = useAnswer<Contents>(address("overview", { unit: query.unit }));
  const contents = asked.data;
  const unit = query.unit ?? (contents ? unit_for(contents) : "month");
  // Decades by month are too many bars: once their length is known, years are asked for.
  const coarser = query.unit === undefined && unit === "year";
  const by_year = useAnswer<Contents>(coarser ? address("overview", { unit }) : undefined);
  const answer = coarser ? by_year : asked;
  const by = query.by ?? "quad";
  return (
    <View
      title={words.overview}
      lead={contents?.first && contents.last ? fill(words.span, { from: date(contents.first, "long"), to: date(contents.last, "long") }) : undefined}
      exports={answer.data && { name: "overview", rows: () => volume_rows((answer.data as Contents).timeline), drawing }}
    >
      <Loaded answer={answer}>
        {(data) =>
          data.articles === 0 ? (
            <Empty title={words.emptyDatabase} hint={words.emptyDatabaseHint}><a class="button" href={format({ view: "paste" })}>{words.paste}</a></Empty>
          ) : (
            <Shown contents={data} by={by} unit={unit} drawing={drawing} />
          )
        }
      </Loaded>
    </View>
  );
}
