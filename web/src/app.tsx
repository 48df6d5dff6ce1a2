// SPDX-License-Identifier: Apache-2.0
import { Component } from "preact";
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Problem } from "./api/client";
import { t } from "./i18n";
import { Empty, Failed, Loading, View } from "./parts/frame";
import { Shell, news } from "./parts/shell";
import { format, route } from "./url";
import { Article } from "./views/article";
import { Overview } from "./views/overview";
import { Paste } from "./views/paste";
import { Search } from "./views/search";

/** Views that the first page does without; each comes when it is asked for. */
const later: Record<string, () => Promise<ComponentType>> = {
  actor: () => import("./views/actor").then((module) => module.ActorView),
  claims: () => import("./views/claims").then((module) => module.Claims),
  dyad: () => import("./views/dyad").then((module) => module.DyadView),
  map: () => import("./views/map").then((module) => module.MapView),
  network: () => import("./views/network").then((module) => module.NetworkView),
  review: () => import("./views/review").then((module) => module.Review),
  source: () => import("./views/source").then((module) => module.SourceView),
  sources: () => import("./views/source").then((module) => module.Sources),
};
const now: Record<string, ComponentType> = { article: Article, overview: Overview, paste: Paste, search: Search };

function Later({ view }: { view: string }) {
  const [shown, set] = useState<{ view: string; component?: ComponentType; failed?: boolean }>({ view });
  useEffect(() => {
    later[view]().then(
      (component) => set({ view, component }),
      () => set({ view, failed: true }),
    );
  }, [view]);
  if (shown.view === view && shown.component) return <shown.component />;
  return shown.failed ? <Failed problem={new Problem(0, "")} /> : <Loading />;
}

function NotFound() {
  return (
    <View title={t().notFound}>
      <Empty title={t().notFound} hint={t().notFoundHint}><a class="button" href={format({ view: "overview" })}>{t().overview}</a></Empty>
    </View>
  );
}

/** Says so when a view breaks, and shows the next one all the same. */
class Guard extends Component<{ view: string; children: ComponentChildren }, { broken?: string; message?: string }> {
  componentDidCatch(error: unknown) {
    this.setState({ broken: this.props.view, message: String(error) });
  }

  render() {
    if (this.state.broken === this.props.view) return <Failed problem={new Problem(500, this.state.message ?? "")} again={() => this.setState({ broken: undefined })} />;
    return this.props.children;
  }
}

/** Listens for changes of the database. The browser connects again by itself and is told what it missed. */
function useNews(): void {
  useEffect(() => {
    const stream = new EventSource("api/v1/events");
    stream.addEventListener("changed", () => {
      news.value = true;
    });
    return () => stream.close();
  }, []);
}

export function App() {
  const { view, argument } = route.value;
  useNews();
  useEffect(() => {
    const title = document.querySelector("h1")?.textContent;
    document.title = title ? `${title} · car-keys` : "car-keys";
    window.scrollTo(0, 0);
  }, [view, argument]);
  const Now = now[view];
  return (
    <Shell>
      <Guard view={`${view}/${argument}`}>
        {Now ? <Now key={`${view}/${argument}`} /> : view in later ? <Later key={`${view}/${argument}`} view={view} /> : <NotFound />}
      </Guard>
    </Shell>
  );
}
