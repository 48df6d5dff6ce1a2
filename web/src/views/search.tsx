// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "preact/hooks";
import { address } from "../api/client";
import type { Query } from "../api/client";
import type { ArticleItem, Page, RecordItem } from "../api/types";
import { useAnswer } from "../api/use";
import { Timeline } from "../charts/timeline";
import { country, event_name, party_name } from "../domain";
import { t, word } from "../i18n";
import { ArticleList } from "../parts/articles";
import { Facet } from "../parts/facets";
import { Choice, Empty, Loaded, View } from "../parts/frame";
import { Pages } from "../parts/pages";
import { RecordList } from "../parts/record";
import { change, listed, route } from "../url";

const record_facets = "event,status,actor,recipient,claimant,country,source,language,month";
const record_filters = ["actor", "recipient", "party", "claimant", "event", "mode", "status", "quad", "facts", "country", "place", "source", "language", "since", "until"];
const article_filters = ["source", "language", "since", "until"];

function picked(query: Record<string, string>, names: string[]): Query {
  return Object.fromEntries(names.map((name) => [name, query[name]]));
}

function SearchBox() {
  const words = t();
  const asked = route.value.query.q ?? "";
  const [text, set_text] = useState(asked);
  useEffect(() => set_text(asked), [asked]);
  useEffect(() => {
    const wait = setTimeout(() => text !== (route.value.query.q ?? "") && change({ q: text }), 250);
    return () => clearTimeout(wait);
  }, [text]);
  return (
    <form class="search-box" role="search" onSubmit={(event) => { event.preventDefault(); change({ q: text }); }}>
      <input type="search" id="search" aria-label={words.searchLabel} placeholder={words.searchHint} value={text} maxLength={400} onInput={(event) => set_text(event.currentTarget.value)} />
    </form>
  );
}

/** Filters that links set and no facet shows, each with a way to take it back. */
function Chosen() {
  const words = t();
  const { query } = route.value;
  const said: Array<[string, string, (value: string) => string]> = [
    ["party", words.party, party_name],
    ["place", words.placeSide, (value) => value],
    ["mode", words.mode, (value) => word("modeOf", value)],
    ["quad", words.quad, (value) => word("quadOf", value)],
  ];
  const set = said.filter(([name]) => query[name]);
  if (set.length === 0) return null;
  return (
    <ul class="chips">
      {set.map(([name, title, label]) => (
        <li key={name}>
          <button type="button" class="chip" onClick={() => change({ [name]: undefined })} aria-label={`${words.clear}: ${title}`}>
            {title}: <b>{listed(query[name]).map(label).join(", ")}</b> ×
          </button>
        </li>
      ))}
    </ul>
  );
}

function Facets({ facets }: { facets: Page<unknown>["facets"] }) {
  const words = t();
  const by_country = (value: string) => (value.includes("/") ? value : country(value));
  return (
    <>
      <Facet name="event" title={words.event} counts={facets?.event} label={event_name} />
      <Facet name="status" title={words.status} counts={facets?.status} label={(value) => word("statusOf", value)} />
      <Facet name="actor" title={words.actorSide} counts={facets?.actor} label={by_country} />
      <Facet name="recipient" title={words.recipientSide} counts={facets?.recipient} label={by_country} />
      <Facet name="claimant" title={words.claimant} counts={facets?.claimant} label={by_country} />
      <Facet name="country" title={words.placeSide} counts={facets?.country} label={by_country} />
      <Facet name="source" title={words.source} counts={facets?.source} label={(value) => (value === "-" ? words.unknown : value)} />
      <Facet name="language" title={words.language_} counts={facets?.language} label={(value) => ({ de: words.german, en: words.english })[value] ?? value} />
    </>
  );
}

export function Search() {
  const { query } = route.value;
  const words = t();
  const drawing = useRef<SVGSVGElement>(null);
  const articles = query.find === "articles";
  const url = articles
    ? address("articles", { q: query.q, ...picked(query, article_filters), facets: "source,language,month" })
    : address("records", { text: query.q, ...picked(query, record_filters), facets: record_facets });
  // One for each kind: while records are on their way, articles must not be drawn as such.
  const found_articles = useAnswer<Page<RecordItem | ArticleItem>>(articles ? url : undefined);
  const found_records = useAnswer<Page<RecordItem | ArticleItem>>(articles ? undefined : url);
  const answer = articles ? found_articles : found_records;
  const file = (form: string) => address("records", { text: query.q, ...picked(query, record_filters), format: form, limit: 1000000 });
  const filtered = record_filters.some((name) => query[name]);
  const months = answer.data?.facets?.month ?? [];
  return (
    <View
      wide
      title={words.search}
      exports={{
        name: "search",
        drawing,
        ...(articles
          ? { rows: () => ((answer.data?.items ?? []) as ArticleItem[]).map(({ id, title, date, publication, citation, url: original, language, records, claims }) => ({ id, title, date, publication, citation, url: original, language, records, claims })) }
          : { csv: file("csv"), jsonl: file("ndjson") }),
      }}
    >
      <div class="search">
        <div class="search-top">
          <SearchBox />
          <Choice label={words.searchKind} value={articles ? "articles" : "records"} options={[["records", words.records], ["articles", words.articles]]} choose={(value) => change({ find: value === "records" ? undefined : value })} />
        </div>
        <Loaded answer={answer}>
          {(page) => (
            <>
              {months.length > 0 && (
                <Timeline
                  label={words.timeHistogram}
                  series={[{ kind: "plain", label: articles ? words.articles : words.records }]}
                  bars={months.map(({ value, count }) => ({ period: value, values: [count] }))}
                  drawing={drawing}
                  height={120}
                  since={query.since}
                  until={query.until}
                  choose={(since, until) => change({ since, until })}
                />
              )}
              <div class="search-body">
                <details class="facets" open={window.innerWidth > 800}>
                  <summary>{words.filters}</summary>
                  {filtered && <button type="button" class="link" onClick={() => change(Object.fromEntries(record_filters.map((name) => [name, undefined])))}>{words.clearAll}</button>}
                  <label class="check">
                    <input type="checkbox" checked={query.facts === "1"} disabled={articles} onChange={() => change({ facts: query.facts === "1" ? undefined : "1" })} />
                    <span title={words.factsHint}>{words.factsOnly}</span>
                  </label>
                  <Facets facets={page.facets} />
                </details>
                <div class="search-hits">
                  {!articles && <Chosen />}
                  {page.total === 0 ? (
                    <Empty title={words.noHits} hint={words.noHitsHint} />
                  ) : (
                    <Pages page={page} url={url}>
                      {(items) => (articles ? <ArticleList items={items as ArticleItem[]} /> : <RecordList items={items as RecordItem[]} />)}
                    </Pages>
                  )}
                </div>
              </div>
            </>
          )}
        </Loaded>
      </div>
    </View>
  );
}
