// SPDX-License-Identifier: Apache-2.0
// Lists that come in pages: the first one at once, more when asked for.
import { useEffect, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { Problem, get } from "../api/client";
import type { Page } from "../api/types";
import { fill, number, t } from "../i18n";
import { Failed } from "./frame";

interface Props<T> {
  /** The first page and its address, to which a cursor is added. */
  page: Page<T>;
  url: string;
  children: (items: T[]) => ComponentChildren;
}

export function Pages<T>({ page, url, children }: Props<T>) {
  const [more, set_more] = useState<Page<T>[]>([]);
  const [problem, set_problem] = useState<Problem>();
  useEffect(() => {
    set_more([]);
    set_problem(undefined);
  }, [page, url]);
  const items = [page, ...more].flatMap((one) => one.items);
  const next = (more[more.length - 1] ?? page).next;
  const fetch_more = () => {
    get<Page<T>>(`${url}${url.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(next as string)}`).then(
      (one) => set_more([...more, one]),
      (error: unknown) => set_problem(error instanceof Problem ? error : new Problem(0, String(error))),
    );
  };
  return (
    <>
      {children(items)}
      {problem && <Failed problem={problem} again={fetch_more} />}
      <p class="pages">
        <span>{fill(t().shown, { n: number(items.length), m: number(page.total) })}</span>
        {next && <button type="button" class="button" onClick={fetch_more}>{t().more}</button>}
      </p>
    </>
  );
}
