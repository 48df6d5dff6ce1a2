// SPDX-License-Identifier: Apache-2.0
// What is shown stands in the address: #/view/argument?name=value. Every address restores its view.
import { signal } from "@preact/signals";

export interface Route {
  view: string;
  /** What the view is about, as the id of an article; empty where it needs none. */
  argument: string;
  query: Record<string, string>;
}

const start: Route = { view: "overview", argument: "", query: {} };

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads the part of an address from # on. What cannot be read is the overview. */
export function parse(hash: string): Route {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s, 2);
  const [view, ...rest] = path.split("/");
  if (view === "") return { ...start, query: Object.fromEntries(new URLSearchParams(query)) };
  return {
    view: decoded(view),
    argument: decoded(rest.join("/")),
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a route; empty values are left out, names are in order: one state, one address. */
export function format(route: Partial<Route> & { view: string }): string {
  const query = new URLSearchParams();
  const entries = Object.entries(route.query ?? {}).filter(([, value]) => value !== "");
  for (const [name, value] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) query.set(name, value);
  const argument = route.argument ? `/${encodeURIComponent(route.argument)}` : "";
  const text = query.toString();
  return `#/${encodeURIComponent(route.view)}${argument}${text ? `?${text}` : ""}`;
}

export const route = signal<Route>(start);

/** Follows the address bar from now on. */
export function follow(): void {
  const read = () => {
    route.value = parse(location.hash);
  };
  window.addEventListener("hashchange", read);
  read();
}

export function go(next: Partial<Route> & { view: string }): void {
  location.hash = format(next);
}

/** Changes values of the query in place; `undefined` or empty takes one away. */
export function change(values: Record<string, string | undefined>): void {
  const query = { ...route.value.query };
  for (const [name, value] of Object.entries(values)) {
    if (value) query[name] = value;
    else delete query[name];
  }
  const next = { ...route.value, query };
  history.replaceState(null, "", format(next));
  route.value = next;
}

/** Values of a list in the query, as in status=alleged,denied. */
export function listed(value: string | undefined): string[] {
  return value ? value.split(",").filter((one) => one !== "") : [];
}

/** The list with `one` added, or taken away where it was there. */
export function toggled(value: string | undefined, one: string): string {
  const list = listed(value);
  return (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]).join(",");
}
