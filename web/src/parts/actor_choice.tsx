// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { address } from "../api/client";
import type { ActorItem } from "../api/types";
import { useAnswer } from "../api/use";
import { country, party_name } from "../domain";

interface Props {
  id: string;
  label: string;
  value: string;
  choose: (party: string) => void;
}

/** What was typed as a code: "PER", "per/mil", or the name of a country in the language of the page. */
export function party_typed(text: string, actors: readonly ActorItem[]): string {
  const typed = text.trim();
  const coded = /^([A-Za-z-]{3})?(\/[A-Za-z]{3})?$/.exec(typed);
  if (coded && typed !== "") return typed.toUpperCase();
  const wanted = typed.toLocaleLowerCase();
  const found = actors.find((one) => country(one.code).toLocaleLowerCase() === wanted) ?? actors.find((one) => country(one.code).toLocaleLowerCase().startsWith(wanted));
  return typed !== "" && found ? found.code : "";
}

/** A field for one party, with all that occur as suggestions. */
export function ActorChoice({ id, label, value, choose }: Props) {
  const [text, set_text] = useState(value && party_name(value));
  useEffect(() => set_text(value && party_name(value)), [value]);
  const actors = useAnswer<{ items: ActorItem[] }>(address("actors", { limit: 200 })).data?.items ?? [];
  const take = (typed: string) => {
    const party = party_typed(typed, actors);
    if (party !== "" && party !== value) choose(party);
  };
  return (
    <label class="field">
      <span>{label}</span>
      <input
        list={`${id}-list`}
        value={text}
        autocomplete="off"
        onInput={(event) => set_text(event.currentTarget.value)}
        onChange={(event) => take(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && take(event.currentTarget.value)}
      />
      <datalist id={`${id}-list`}>{actors.map((one) => <option key={one.code} value={country(one.code)}>{one.code}</option>)}</datalist>
    </label>
  );
}
