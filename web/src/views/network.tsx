// SPDX-License-Identifier: Apache-2.0
import { useMemo, useRef, useState } from "preact/hooks";
import { address } from "../api/client";
import type { Network } from "../api/types";
import { useAnswer } from "../api/use";
import { layout } from "../charts/layout";
import type { Placed } from "../charts/layout";
import { useWidth } from "../charts/size";
import { party_name } from "../domain";
import { fill, number, t } from "../i18n";
import { Choice, Empty, Loaded, View } from "../parts/frame";
import { TimeWindow } from "../parts/window";
import { change, format, go, route } from "../url";

/** Sizes of the picture: on a narrow screen a tall one, so that names can be read. */
const wide = [1100, 680];
const tall = [460, 640];

type Edge = Network["edges"][number];

const count_of = (edge: Edge) => edge.facts + edge.claims;

function curve(from: Placed, to: Placed): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const bend = Math.min(40, length * 0.16);
  const [mx, my] = [(from.x + to.x) / 2 - (dy / length) * bend, (from.y + to.y) / 2 + (dx / length) * bend];
  const near = (length - to.radius - 5) / length;
  return `M${from.x.toFixed(1)} ${from.y.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${(from.x + dx * near).toFixed(1)} ${(from.y + dy * near).toFixed(1)}`;
}

function Ties({ edges, at, chosen }: { edges: Edge[]; at: Map<string, Placed>; chosen?: string }) {
  const most = Math.max(1, ...edges.map(count_of));
  return (
    <>
      {edges.map((edge) => {
        const [from, to] = [at.get(edge.source), at.get(edge.target)];
        if (!from || !to || from === to) return null;
        const kind = edge.scale < 0 ? "conflict" : "cooperation";
        const faint = chosen && chosen !== edge.source && chosen !== edge.target ? " faint" : "";
        return (
          <path
            key={`${edge.source}>${edge.target}`}
            class={`tie tie-${kind}${faint}`}
            d={curve(from, to)}
            stroke-width={(1 + 6 * Math.sqrt(count_of(edge) / most)).toFixed(1)}
            stroke-opacity="0.6"
            marker-end={`url(#tip-${kind})`}
          />
        );
      })}
    </>
  );
}

function Picture({ network, chosen, choose, drawing }: { network: Network; chosen?: string; choose: (id?: string) => void; drawing: { current: SVGSVGElement | null } }) {
  const words = t();
  const [over, set_over] = useState<string>();
  const [box, space] = useWidth<HTMLDivElement>();
  const [width, height] = space < 700 ? tall : wide;
  const placed = useMemo(() => {
    const most = Math.max(1, ...network.nodes.map((node) => node.weight));
    const nodes = network.nodes.map((node) => ({ id: node.id, radius: 5 + 17 * Math.sqrt(node.weight / most) }));
    return layout(nodes, network.edges.map((edge) => ({ source: edge.source, target: edge.target, weight: count_of(edge) })), width, height);
  }, [network, width, height]);
  const at = new Map(placed.map((node) => [node.id, node]));
  const active = over ?? chosen;
  const near = new Set(network.edges.flatMap((edge) => (edge.source === active || edge.target === active ? [edge.source, edge.target] : [])));
  const ties = network.edges.filter((edge) => edge.source === active || edge.target === active);
  const keys = (id: string) => (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(id === chosen ? undefined : id);
  };
  return (
    <div class="stage" ref={box}>
      <svg ref={drawing} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={words.networkLead}>
        <defs>
          {["cooperation", "conflict"].map((kind) => (
            <marker key={kind} id={`tip-${kind}`} viewBox="0 0 8 8" refX="6" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
              <path class={kind === "conflict" ? "quad-4" : "quad-2"} d="M0 0.500 7.500 4 0 7.500Z" />
            </marker>
          ))}
        </defs>
        <Ties edges={network.edges} at={at} chosen={active} />
        {placed.map((node) => (
          <g
            key={node.id}
            class={`node${node.id === chosen ? " on" : ""}${active && active !== node.id && !near.has(node.id) ? " faint" : ""}`}
            tabindex={0}
            role="button"
            aria-pressed={node.id === chosen}
            aria-label={party_name(node.id)}
            onClick={() => choose(node.id === chosen ? undefined : node.id)}
            onDblClick={() => go({ view: "actor", argument: node.id })}
            onKeyDown={keys(node.id)}
            onPointerEnter={() => set_over(node.id)}
            onPointerLeave={() => set_over(undefined)}
          >
            <circle cx={node.x} cy={node.y} r={node.radius} />
            <text x={node.x} y={node.y + node.radius + 13}>{party_name(node.id)}</text>
          </g>
        ))}
      </svg>
      <p class="stage-note" role="status">
        {active && <a href={format({ view: "actor", argument: active })}>{party_name(active)}</a>}
        {active && ` · ${number(ties.reduce((sum, edge) => sum + count_of(edge), 0))} ${words.records}`}
        {!active && fill(words.shown, { n: network.edges.length, m: network.total })}
      </p>
    </div>
  );
}

function Table({ edges }: { edges: Edge[] }) {
  const words = t();
  return (
    <table class="wide-table spaced">
      <thead><tr><th scope="col">{words.ties}</th><th scope="col" class="n">{words.facts}</th><th scope="col" class="n">{words.claimsCount}</th><th scope="col" class="n">{words.scale}</th></tr></thead>
      <tbody>
        {edges.map((edge) => (
          <tr key={`${edge.source}>${edge.target}`}>
            <th scope="row"><a href={format({ view: "dyad", query: { a: edge.source, b: edge.target } })}>{party_name(edge.source)} → {party_name(edge.target)}</a></th>
            <td class="n">{number(edge.facts)}</td>
            <td class="n">{number(edge.claims)}</td>
            <td class="n">{number(edge.scale, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function NetworkView() {
  const { claims = "0", sectors = "0", limit = "60", since, until, actor } = route.value.query;
  const words = t();
  const drawing = useRef<SVGSVGElement>(null);
  const answer = useAnswer<Network>(address("network", { claims, sectors, limit, since, until }));
  const network = answer.data;
  return (
    <View wide title={words.network} lead={words.networkLead} exports={network && { name: "network", rows: () => network.edges.map((edge) => ({ ...edge })), drawing }}>
      <div class="tools">
        <Choice label={words.status} value={claims} options={[["0", words.factsOnly], ["1", words.withClaims]]} choose={(value) => change({ claims: value === "1" ? "1" : undefined })} />
        <Choice label={words.actors} value={sectors} options={[["0", "PER"], ["1", "PER/MIL"]]} choose={(value) => change({ sectors: value === "1" ? "1" : undefined })} />
        <label class="field inline"><span>{words.ties}: {limit}</span><input type="range" min="10" max="400" step="10" value={limit} onChange={(event) => change({ limit: event.currentTarget.value })} /></label>
      </div>
      <TimeWindow />
      <Loaded answer={answer}>
        {(data) =>
          data.edges.length === 0 ? <Empty title={words.networkNone} hint={words.networkNoneHint} /> : (
            <>
              <Picture network={data} chosen={actor} choose={(id) => change({ actor: id })} drawing={drawing} />
              <Table edges={data.edges.slice(0, 20)} />
            </>
          )
        }
      </Loaded>
    </View>
  );
}
