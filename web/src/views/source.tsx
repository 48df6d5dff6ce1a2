// SPDX-License-Identifier: Apache-2.0
import { useRef } from "preact/hooks";
import { address } from "../api/client";
import type { Source, SourceItem } from "../api/types";
import { useAnswer } from "../api/use";
import { Shares } from "../charts/shares";
import { Timeline } from "../charts/timeline";
import { volume, volume_rows } from "../charts/volume";
import { categories, country, event_class, event_name, ordered, statuses } from "../domain";
import { date, fill, number, percent, t, word } from "../i18n";
import { ArticleList } from "../parts/articles";
import { Empty, Loaded, View } from "../parts/frame";
import { format, route } from "../url";

function source_name(name: string): string {
  return name === "-" ? t().noPublication : name;
}

export function Sources() {
  const words = t();
  const answer = useAnswer<{ items: SourceItem[]; total: number }>(address("sources", { limit: 200 }));
  return (
    <View title={words.sources} lead={words.sourcesLead} exports={answer.data && { name: "sources", rows: () => (answer.data?.items ?? []).map((one) => ({ ...one })) }}>
      <Loaded answer={answer}>
        {({ items }) =>
          items.length === 0 ? <Empty title={words.sourcesNone} hint={words.emptyDatabaseHint} /> : (
            <table class="wide-table">
              <thead>
                <tr>
                  <th scope="col">{words.source}</th><th scope="col" class="n">{words.articles}</th><th scope="col" class="n">{words.records}</th>
                  <th scope="col" class="n">{words.ownVoice}</th><th scope="col">{words.date}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.name}>
                    <th scope="row"><a href={format({ view: "source", argument: one.name })}>{source_name(one.name)}</a></th>
                    <td class="n">{number(one.articles)}</td>
                    <td class="n">{number(one.records)}</td>
                    <td class="n">{one.records > 0 ? percent(1 - one.claims / one.records) : "–"}</td>
                    <td>{one.first && one.last ? (one.first === one.last ? date(one.first) : fill(words.span, { from: date(one.first), to: date(one.last) })) : ""}</td>
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

function Shown({ source, drawing }: { source: Source; drawing: { current: SVGSVGElement | null } }) {
  const words = t();
  const { series, bars } = volume(source.timeline, "status");
  return (
    <>
      <section><h2>{words.volume}</h2><Timeline label={words.volume} series={series} bars={bars} drawing={drawing} /></section>
      <div class="two">
        <section><h2>{words.statusMix}</h2><Shares shares={ordered(source.statuses, statuses).map(({ value, count }) => ({ key: value, count, kind: `fill-${value}`, label: word("statusOf", value) }))} /></section>
        <section><h2>{words.eventMix}</h2><Shares shares={ordered(source.events, categories).filter((one) => one.count > 0).map(({ value, count }) => ({ key: value, count, kind: event_class(value), label: event_name(value) }))} /></section>
        <section><h2>{words.attributedTo}</h2><Shares shares={source.claimants.slice(0, 12).map(({ value, count }) => ({ key: value, count, label: <a href={format({ view: "actor", argument: value })}>{country(value)}</a> }))} /></section>
        <section><h2>{words.topActors}</h2><Shares shares={source.actors.slice(0, 12).map(({ value, count }) => ({ key: value, count, label: <a href={format({ view: "actor", argument: value })}>{country(value)}</a> }))} /></section>
      </div>
      <section class="spaced"><h2>{words.latest}</h2><ArticleList items={source.newest} /></section>
    </>
  );
}

export function SourceView() {
  const name = route.value.argument;
  const drawing = useRef<SVGSVGElement>(null);
  const answer = useAnswer<Source>(address(`sources/${encodeURIComponent(name)}`, { unit: route.value.query.unit }));
  const source = answer.data;
  return (
    <View
      title={source_name(name)}
      lead={source && fill(t().articlesCount, { n: source.source.articles })}
      exports={source && { name: "source", rows: () => volume_rows(source.timeline), lines: () => [source], drawing }}
    >
      <Loaded answer={answer}>{(data) => <Shown source={data} drawing={drawing} />}</Loaded>
    </View>
  );
}
