// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useState } from "preact/hooks";
import { address } from "../api/client";
import type { ArticleView, EventRecord, Explanation } from "../api/types";
import { useAnswer } from "../api/use";
import { date, t } from "../i18n";
import { Keyed } from "../parts/article_text";
import { Failed, Loaded, Loading, View } from "../parts/frame";
import { record_row } from "../parts/record";
import { Why } from "../parts/why";
import { change, format, route } from "../url";

function safe_address(url: string | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}

export function Facts({ view }: { view: ArticleView }) {
  const original = safe_address(view.url);
  return (
    <>
      {view.publication && <a href={format({ view: "source", argument: view.publication })}>{view.publication}</a>}
      {view.date && <span>{date(view.date, "long")}</span>}
      {view.language && <span>{view.language}</span>}
      {view.title && <span class="cut">{view.citation}</span>}
      {original && <a href={original} target="_blank" rel="noreferrer noopener">{t().readOriginal}</a>}
    </>
  );
}

function Explained({ id, record }: { id: string; record: EventRecord }) {
  const answer = useAnswer<Explanation>(address(`articles/${encodeURIComponent(id)}/explain`));
  if (answer.problem) return <Failed problem={answer.problem} again={answer.again} />;
  return answer.data ? <Why record={record} explanation={answer.data} /> : <Loading />;
}

export function Article() {
  const { argument: id, query } = route.value;
  const answer = useAnswer<ArticleView>(address(`articles/${encodeURIComponent(id)}`));
  const [why, set_why] = useState(query.why === "1");
  const chosen = query.record;
  useLayoutEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key === "w" && !event.ctrlKey && !event.metaKey && !(event.target as Element).closest?.("input, textarea, select")) open(!why);
    };
    document.addEventListener("keydown", keys);
    return () => document.removeEventListener("keydown", keys);
  });
  const choose = (record?: string) => change({ record });
  const open = (shown: boolean) => {
    set_why(shown);
    change({ why: shown ? "1" : undefined });
  };
  const below = (record: EventRecord) => (
    <div class="below">
      <button type="button" class="button quiet" aria-expanded={why} onClick={() => open(!why)}>{t().why}</button>
      {why && <Explained id={id} record={record} />}
    </div>
  );
  const view = answer.data;
  return (
    <View
      wide
      title={view ? (view.superseded ? <s>{view.title ?? view.citation}</s> : (view.title ?? view.citation)) : t().article}
      lead={view && <span class="facts-line"><Facts view={view} /></span>}
      exports={view && { name: `article-${id}`, rows: () => view.records.map(record_row), lines: () => view.records }}
    >
      {view?.superseded && (
        <p class="news">
          {view.superseded === "withdrawn" ? t().withdrawn : t().superseded}{" "}
          {view.replaced_by && <a href={format({ view: "article", argument: view.replaced_by })}>{t().openArticle}</a>}
        </p>
      )}
      <Loaded answer={answer}>{(data) => <Keyed view={data} chosen={chosen} choose={choose} below={below} />}</Loaded>
    </View>
  );
}
