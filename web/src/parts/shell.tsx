// SPDX-License-Identifier: Apache-2.0
// What stands around every view: navigation, choices of language and scheme, keyboard help.
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { forget } from "../api/client";
import { locale, locales, speak, t } from "../i18n";
import { recall, remember } from "../memory";
import { format, route } from "../url";
import { Choice } from "./frame";

const scheme = signal(recall("scheme") ?? "auto");
export const news = signal(false);
const help = signal(false);

export function dress(): void {
  document.documentElement.dataset.scheme = scheme.value;
  document.documentElement.lang = locale.value;
}

function wear(value: string): void {
  remember("scheme", value);
  scheme.value = value;
  dress();
}

/** Views in the order of the navigation, with the key that leads there after g. */
function views(): Array<[string, string, string]> {
  const words = t();
  return [
    ["overview", words.overview, "o"],
    ["search", words.search, "s"],
    ["claims", words.claims, "c"],
    ["dyad", words.dyad, "d"],
    ["actor", words.actors, "a"],
    ["network", words.network, "n"],
    ["map", words.map, "m"],
    ["sources", words.sources, "q"],
    ["paste", words.paste, "p"],
    ["review", words.review, "r"],
  ];
}

function Help() {
  const words = t();
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = help.value;
  useEffect(() => {
    if (shown && !dialog.current?.open) dialog.current?.showModal();
    if (!shown && dialog.current?.open) dialog.current.close();
  }, [shown]);
  const keys: Array<[string, string]> = [
    ["?", words.keyHelp],
    ["/", words.keySearch],
    ...views().map(([, name, key]): [string, string] => [`g ${key}`, name]),
    ["j", words.keyNext],
    ["k", words.keyPrevious],
    ["w", words.keyWhy],
    ["e", words.keyExport],
    ["y", words.keyAccept],
    ["x", words.keyReject],
    ["Esc", words.keyEscape],
  ];
  return (
    <dialog ref={dialog} class="help" aria-label={words.shortcuts} onClose={() => { help.value = false; }}>
      <h2>{words.shortcuts}</h2>
      <dl>
        {keys.map(([key, name]) => (
          <div key={key}>
            <dt>{key.split(" ").map((one) => <kbd key={one}>{one}</kbd>)}</dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog"><button class="button" type="submit">{words.close}</button></form>
    </dialog>
  );
}

function useShortcuts(): void {
  useLayoutEffect(() => {
    let gone = 0;
    const keys = (event: KeyboardEvent) => {
      const target = event.target as Element;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest?.("input, textarea, select, dialog")) return;
      const after_g = event.timeStamp - gone < 1500;
      gone = 0;
      const view = after_g && views().find(([, , key]) => key === event.key);
      if (view) location.hash = format({ view: view[0] });
      else if (event.key === "g") gone = event.timeStamp;
      else if (event.key === "?") help.value = true;
      else if (event.key === "e") document.querySelector<HTMLElement>("[data-shortcut=e]")?.click();
      else if (event.key === "/") {
        event.preventDefault();
        if (route.value.view !== "search") location.hash = format({ view: "search" });
        setTimeout(() => document.getElementById("search")?.focus(), 60);
      }
    };
    document.addEventListener("keydown", keys);
    return () => document.removeEventListener("keydown", keys);
  }, []);
}

function Navigation() {
  const words = t();
  const [open, set_open] = useState(false);
  const here = { article: "search", source: "sources" }[route.value.view] ?? route.value.view;
  return (
    <header class="bar">
      <div class="bar-top">
        <a class="brand" href={format({ view: "overview" })}>
          <svg viewBox="0 0 32 20" width="32" height="20" aria-hidden="true"><circle cx="8" cy="10" r="5.500" /><path d="M13.500 10H30M25 10v5.500M20 10v4" /></svg>
          car-keys
        </a>
        <button type="button" class="button quiet menu-button" aria-expanded={open} onClick={() => set_open(!open)}>{words.menu}</button>
      </div>
      <div class={open ? "bar-body open" : "bar-body"}>
        <nav aria-label={words.views}>
          <ul>
            {views().map(([view, name]) => (
              <li key={view} class={`nav-${view}`}>
                <a href={format({ view })} aria-current={view === here ? "page" : undefined} onClick={() => set_open(false)}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="bar-foot">
          <Choice label={words.languageChoice} value={locale.value} options={locales.map((one): [string, string] => [one, one.toUpperCase()])} choose={(value) => { speak(value); dress(); }} />
          <Choice label={words.theme} value={scheme.value} options={[["auto", "◐"], ["light", "○"], ["dark", "●"]].map(([value, sign]): [string, string] => [value, sign])} choose={wear} />
          <button type="button" class="button quiet" onClick={() => { help.value = true; }}>{words.shortcuts} <kbd>?</kbd></button>
        </div>
      </div>
    </header>
  );
}

export function Shell({ children }: { children: ComponentChildren }) {
  const words = t();
  useShortcuts();
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>{words.skip}</a>
      <Navigation />
      <main id="main" tabIndex={-1}>
        {news.value && (
          <p class="news" role="status">
            {words.changed}{" "}
            <button type="button" class="link" onClick={() => { news.value = false; forget(); }}>{words.reload}</button>
          </p>
        )}
        {children}
      </main>
      <Help />
    </>
  );
}
