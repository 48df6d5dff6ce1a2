// SPDX-License-Identifier: Apache-2.0
import { geoNaturalEarth1, geoPath } from "d3-geo";
import { useMemo, useRef, useState } from "preact/hooks";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";
import { address } from "../api/client";
import type { Places } from "../api/types";
import { useAnswer } from "../api/use";
import { country, number_of } from "../domain";
import { fill, number, t } from "../i18n";
import { Choice, Empty, Loaded, View } from "../parts/frame";
import { TimeWindow } from "../parts/window";
import { change, format, go, route } from "../url";

const width = 1100;
const height = 560;
const projection = geoNaturalEarth1().fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });

interface Land {
  number: string;
  name: string;
  path: string;
  middle: [number, number];
}

function lands(): Land[] {
  const world = atlas as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const draw = geoPath(projection);
  return feature(world, world.objects.countries).features.map((one) => ({
    number: one.id === undefined ? one.properties.name : String(one.id),
    name: one.properties.name,
    path: draw(one) ?? "",
    middle: draw.centroid(one),
  }));
}

/** Points that are drawn, and those of them that the tab key reaches; the tables hold the same. */
const most_points = 1500;
const most_reached = 60;

type Point = Places["points"][number];

const count_of = (one: { facts: number; claims: number }) => one.facts + one.claims;

/** What is done there most: cooperation, conflict, or only said. */
function kind_of(point: Point): string {
  const [words, deeds, verbal, material] = point.quads;
  if (point.facts === 0 && words + deeds + verbal + material === 0) return "said";
  return words + deeds >= verbal + material ? "cooperation" : "conflict";
}

interface View {
  x: number;
  y: number;
  zoom: number;
}

function Buttons({ view, set }: { view: View; set: (view: View) => void }) {
  const words = t();
  const by = (factor: number) => set({ ...view, zoom: Math.min(12, Math.max(1, view.zoom * factor)) });
  return (
    <div class="map-buttons">
      <button type="button" class="button" aria-label={words.zoomIn} onClick={() => by(1.6)}>+</button>
      <button type="button" class="button" aria-label={words.zoomOut} onClick={() => by(1 / 1.6)}>−</button>
      <button type="button" class="button" aria-label={words.zoomReset} onClick={() => set({ x: width / 2, y: height / 2, zoom: 1 })}>◯</button>
    </div>
  );
}

function Picture({ places, drawing }: { places: Places; drawing: { current: SVGSVGElement | null } }) {
  const words = t();
  const world = useMemo(lands, []);
  const [view, set] = useState<View>({ x: width / 2, y: height / 2, zoom: 1 });
  const [said, say] = useState("");
  const held = useRef<{ x: number; y: number; from: View }>();
  const by_number = new Map(places.countries.map((one) => [one.numeric ?? number_of(one.code), one]));
  const in_points = new Map<string, number>();
  for (const point of places.points) if (point.country) in_points.set(point.country, (in_points.get(point.country) ?? 0) + count_of(point));
  const drawn = useMemo(() => [...places.points].sort((a, b) => count_of(b) - count_of(a)).slice(0, most_points), [places]);
  const most = Math.max(1, ...drawn.map(count_of));
  const largest = drawn.length > 400 ? 6 : 13;
  const window_width = width / view.zoom;
  const window_height = height / view.zoom;
  const scale = () => window_width / (drawing.current?.getBoundingClientRect().width ?? width);
  const drag = (event: PointerEvent) => {
    if (!held.current) return;
    const { x, y, from } = held.current;
    set({ ...from, x: from.x - (event.clientX - x) * scale(), y: from.y - (event.clientY - y) * scale() });
  };
  return (
    <div class="stage">
      <svg
        ref={drawing}
        viewBox={`${view.x - window_width / 2} ${view.y - window_height / 2} ${window_width} ${window_height}`}
        role="group"
        aria-label={words.mapLead}
        onPointerDown={(event) => { held.current = { x: event.clientX, y: event.clientY, from: view }; }}
        onPointerMove={drag}
        onPointerUp={() => { held.current = undefined; }}
        onPointerLeave={() => { held.current = undefined; }}
      >
        <defs>
          <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform={`rotate(45) scale(${1 / Math.sqrt(view.zoom)})`}>
            <path class="hatch-line" d="M0 0V5" />
          </pattern>
        </defs>
        {world.map((land) => <path key={land.number} class="land" d={land.path} />)}
        {world.map((land) => {
          const there = by_number.get(land.number);
          const vague = there ? count_of(there) - (in_points.get(there.code) ?? 0) : 0;
          if (!there || vague <= 0) return null;
          return (
            <path key={land.number} class="hatched" d={land.path} fill="url(#hatch)" onPointerEnter={() => say(`${country(there.code)}: ${number(vague)} ${words.records}`)} />
          );
        })}
        {drawn.map((point, index) => {
          const middle = projection([point.lon, point.lat]);
          if (!middle) return null;
          const label = `${point.place}${point.country ? `, ${country(point.country)}` : ""}: ${number(point.facts)} ${words.facts}, ${number(point.claims)} ${words.claimsCount}`;
          const open = () => go({ view: "search", query: { place: point.place } });
          return (
            <circle
              key={`${point.place} ${point.lat}`}
              class={`dot ${kind_of(point)}`}
              cx={middle[0]}
              cy={middle[1]}
              r={(Math.min(3, largest / 3) + largest * Math.sqrt(count_of(point) / most)) / Math.sqrt(view.zoom)}
              tabindex={index < most_reached ? 0 : -1}
              role="link"
              aria-label={label}
              onFocus={() => say(label)}
              onPointerEnter={() => say(label)}
              onClick={open}
              onKeyDown={(event) => event.key === "Enter" && open()}
            />
          );
        })}
      </svg>
      <Buttons view={view} set={set} />
      <p class="stage-note" role="status">{said || `${fill(words.shown, { n: drawn.length, m: places.points.length })} · ${fill(words.unplaced, { n: places.unplaced })}`}</p>
    </div>
  );
}

function Tables({ places }: { places: Places }) {
  const words = t();
  const rows = (list: Array<{ key: string; label: string; link: string; facts: number; claims: number }>, title: string) => (
    <section>
      <table class="wide-table">
        <thead><tr><th scope="col">{title}</th><th scope="col" class="n">{words.facts}</th><th scope="col" class="n">{words.claimsCount}</th></tr></thead>
        <tbody>
          {list.slice(0, 15).map((one) => (
            <tr key={one.key}><th scope="row"><a href={one.link}>{one.label}</a></th><td class="n">{number(one.facts)}</td><td class="n">{number(one.claims)}</td></tr>
          ))}
        </tbody>
      </table>
    </section>
  );
  const sorted = <T extends { facts: number; claims: number }>(list: T[]) => [...list].sort((a, b) => count_of(b) - count_of(a));
  return (
    <div class="two">
      {rows(sorted(places.points).map((one) => ({ ...one, key: `${one.place} ${one.lat}`, label: one.place, link: format({ view: "search", query: { place: one.place } }) })), words.perPlace)}
      {rows(sorted(places.countries).map((one) => ({ ...one, key: one.code, label: country(one.code), link: format({ view: "search", query: { country: one.code } }) })), words.perCountry)}
    </div>
  );
}

export function MapView() {
  const { facts, since, until } = route.value.query;
  const words = t();
  const drawing = useRef<SVGSVGElement>(null);
  const answer = useAnswer<Places>(address("map", { facts, since, until }));
  const places = answer.data;
  const rows = () => (places?.points ?? []).map(({ place, country: code, lat, lon, facts: n, claims }) => ({ place, country: code, lat, lon, facts: n, claims }));
  return (
    <View wide title={words.map} lead={words.mapLead} exports={places && { name: "map", rows, drawing }}>
      <div class="tools">
        <Choice label={words.status} value={facts ?? "0"} options={[["0", words.all], ["1", words.factsOnly]]} choose={(value) => change({ facts: value === "1" ? "1" : undefined })} />
        <ul class="legend">
          <li class="key"><span class="key-mark quad-2" />{words.cooperation}</li>
          <li class="key"><span class="key-mark quad-4" />{words.conflict}</li>
          <li class="key"><span class="key-mark plain" />{words.claimsCount}</li>
        </ul>
      </div>
      <TimeWindow />
      <Loaded answer={answer}>
        {(data) =>
          data.points.length + data.countries.length === 0 ? <Empty title={words.mapNone} hint={words.mapNoneHint} /> : (
            <>
              <Picture places={data} drawing={drawing} />
              <Tables places={data} />
            </>
          )
        }
      </Loaded>
    </View>
  );
}
