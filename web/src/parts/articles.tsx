// SPDX-License-Identifier: Apache-2.0
import type { ArticleItem } from "../api/types";
import { count, date, t } from "../i18n";
import { format } from "../url";

export function ArticleList({ items }: { items: ArticleItem[] }) {
  return (
    <ul class="hits">
      {items.map((one) => (
        <li key={one.id}>
          <h3><a href={format({ view: "article", argument: one.id })}>{one.title ?? one.name}</a></h3>
          {one.snippet && <p class="snippet" lang={one.language}>{one.snippet.map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))}</p>}
          <p class="card-foot">
            {one.date && <span>{date(one.date)}</span>}
            <span class="cut">{one.publication ?? one.citation}</span>
            <span>{count(one.records, t().recordsOne, t().recordsCount)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
