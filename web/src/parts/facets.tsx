// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import type { Count } from "../api/types";
import { number, t } from "../i18n";
import { change, listed, route, toggled } from "../url";

interface Props {
  name: string;
  title: string;
  counts: Count[] | undefined;
  label: (value: string) => string;
}

const few = 8;

/** Values of one field as check boxes with counts. Chosen values stand in the address. */
export function Facet({ name, title, counts, label }: Props) {
  const [all, show_all] = useState(false);
  const chosen = listed(route.value.query[name]);
  const there = counts ?? [];
  const missing = chosen.filter((value) => !there.some((one) => one.value === value)).map((value) => ({ value, count: 0 }));
  const list = [...there, ...missing];
  if (list.length === 0) return null;
  const shown = all ? list : list.filter((one, index) => index < few || chosen.includes(one.value));
  return (
    <fieldset class="facet">
      <legend>{title}</legend>
      {shown.map(({ value, count }) => (
        <label key={value} class="check">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => change({ [name]: toggled(route.value.query[name], value) })} />
          <span class="cut">{label(value)}</span>
          <span class="facet-count">{number(count)}</span>
        </label>
      ))}
      {list.length > few && <button type="button" class="link" aria-expanded={all} onClick={() => show_all(!all)}>{all ? t().close : t().more}</button>}
    </fieldset>
  );
}
