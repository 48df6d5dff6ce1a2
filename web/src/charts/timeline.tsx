// SPDX-License-Identifier: Apache-2.0
// Bars over time, stacked; a span can be chosen by dragging or with the arrow keys.
import { scaleLinear, scaleUtc } from "d3-scale";
import { useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import { date, fill, moment, number, short, t } from "../i18n";
import { begin_of, end_of, period_at, shifted } from "./periods";
import { useWidth } from "./size";

export interface Series {
  /** Class of its colour, as "quad-3". */
  kind: string;
  label: string;
}

export interface Bar {
  period: string;
  /** As many as there are series. Those below the line are given as negative numbers. */
  values: number[];
}

interface Props {
  label: string;
  series: Series[];
  bars: Bar[];
  drawing?: RefObject<SVGSVGElement>;
  height?: number;
  /** The chosen span; both or neither. */
  since?: string;
  until?: string;
  choose?: (since?: string, until?: string) => void;
}

const margin = { top: 8, right: 8, bottom: 22, left: 44 };

function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h${(-width).toFixed(1)}Z`;
}

type Scale = (value: number) => number;
type Place = (period: string) => [number, number];

/** One path for each series, however many bars there are. */
function paths(bars: Bar[], count: number, place: Place, y: Scale): string[] {
  const drawn = Array.from({ length: count }, () => "");
  for (const { period, values } of bars) {
    const [x, width] = place(period);
    let above = 0;
    let below = 0;
    values.forEach((value, index) => {
      if (value === 0) return;
      const from = value > 0 ? above : below;
      if (value > 0) above += value;
      else below += value;
      const top = Math.min(y(from), y(from + value));
      drawn[index] += rectangle(x, top, width, Math.abs(y(from + value) - y(from)));
    });
  }
  return drawn;
}

function extent(bars: Bar[]): [number, number] {
  let low = 0;
  let high = 1;
  for (const { values } of bars) {
    high = Math.max(high, values.reduce((sum, value) => sum + Math.max(0, value), 0));
    low = Math.min(low, values.reduce((sum, value) => sum + Math.min(0, value), 0));
  }
  return [low, high];
}

function Said({ bar, series }: { bar?: Bar; series: Series[] }) {
  return (
    <p class="chart-said" aria-hidden="true">
      {bar && <b>{date(bar.period, "long")}</b>}
      {series.map((one, index) => {
        const value = bar?.values[index];
        return (
          <span key={one.kind} class="key">
            <span class={`key-mark ${one.kind}`} />
            {one.label}
            {value !== undefined && <b> {number(Math.abs(value))}</b>}
          </span>
        );
      })}
    </p>
  );
}

function Table({ bars, series }: { bars: Bar[]; series: Series[] }) {
  return (
    <details class="chart-table">
      <summary>{t().tableOf}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={t().tableOf}>
        <table>
          <thead><tr><th scope="col">{t().date}</th>{series.map((one) => <th key={one.kind} scope="col">{one.label}</th>)}</tr></thead>
          <tbody>
            {bars.slice(-400).map((bar) => (
              <tr key={bar.period}>
                <th scope="row">{date(bar.period)}</th>
                {bar.values.map((value, index) => <td key={index}>{number(Math.abs(value))}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const total = (bars: Bar[]) => bars.reduce((sum, bar) => sum + bar.values.reduce((all, value) => all + Math.abs(value), 0), 0);

/**
 * The bars without few early ones that would press the others together, as background from decades
 * before the news is; and how much they hold.
 */
export function trimmed(bars: Bar[]): { bars: Bar[]; before: number } {
  if (bars.length < 3) return { bars, before: 0 };
  const allowed = total(bars) * 0.1;
  let from = 0;
  for (let dropped = 0; from < bars.length - 1; from++) {
    dropped += total([bars[from]]);
    if (dropped > allowed) break;
  }
  const length = (first: Bar) => end_of(bars[bars.length - 1].period).getTime() - begin_of(first.period).getTime();
  if (from === 0 || length(bars[from]) > length(bars[0]) / 2) return { bars, before: 0 };
  return { bars: bars.slice(from), before: total(bars.slice(0, from)) };
}

/** Where to name a time: at each period where there is room for that, else at round ones. */
function moments(first: string, last: string, most: number, round: (count: number) => Date[]): Date[] {
  const all: Date[] = [];
  for (let period = first; period <= last && all.length <= most; period = shifted(period, 1)) all.push(begin_of(period));
  if (all.length <= most) return all;
  return round(most).filter((tick) => begin_of(period_at(tick, first)).getTime() === tick.getTime());
}

interface HandleProps {
  name: string;
  period: string;
  bounds: [string, string];
  x: number;
  height: number;
  move: (period: string) => void;
}

function Handle({ name, period, bounds, x, height, move }: HandleProps) {
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: 12, PageDown: -12 }[event.key];
    const to = step ? shifted(period, step) : { Home: bounds[0], End: bounds[1] }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to < bounds[0] ? bounds[0] : to > bounds[1] ? bounds[1] : to);
  };
  const values = { "aria-valuemin": begin_of(bounds[0]).getTime(), "aria-valuemax": begin_of(bounds[1]).getTime(), "aria-valuenow": begin_of(period).getTime() };
  return (
    <g class="handle" tabindex={0} role="slider" aria-label={name} aria-valuetext={date(period, "long")} {...values} onKeyDown={keys} data-screen-only>
      <rect x={x - 7} y={margin.top} width={14} height={height} class="handle-reach" />
      <path d={`M${x} ${margin.top}v${height}`} />
      <circle cx={x} cy={margin.top + height / 2} r={4} />
    </g>
  );
}

export function Timeline({ bars, since, ...rest }: Props) {
  const [all, show_all] = useState(false);
  const short = trimmed(bars);
  if (bars.length === 0) return null;
  const whole = all || (since !== undefined && since < short.bars[0].period);
  return (
    <>
      <Drawn {...rest} bars={whole ? bars : short.bars} since={since} />
      {!whole && short.before > 0 && <p class="chosen"><button type="button" class="link" onClick={() => show_all(true)}>{fill(t().earlier, { n: short.before })}</button></p>}
    </>
  );
}

function Drawn({ label, series, bars, drawing, height = 180, since, until, choose }: Props) {
  const [box, width] = useWidth<HTMLDivElement>();
  const own = useRef<SVGSVGElement>(null);
  const [over, set_over] = useState<string>();
  const [drag, set_drag] = useState<[string, string]>();
  const first = bars[0].period;
  const last = bars[bars.length - 1].period;
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const x = scaleUtc([begin_of(first), end_of(last)], [margin.left, margin.left + inner.width]);
  const y = scaleLinear(extent(bars), [margin.top + inner.height, margin.top]).nice(3);
  const place: Place = (period) => {
    const from = x(begin_of(period));
    const whole = x(end_of(period)) - from;
    const bar = Math.min(Math.max(whole - Math.min(2, whole * 0.2), 1), 60);
    return [from + (whole - bar) / 2, bar];
  };
  const at = (event: PointerEvent) => {
    const left = (own.current as SVGSVGElement).getBoundingClientRect().left;
    const period = period_at(x.invert(event.clientX - left), first);
    return period < first ? first : period > last ? last : period;
  };
  const chosen: [string, string] | undefined = drag ?? (since && until ? [since.slice(0, first.length), until.slice(0, first.length)] : undefined);
  const sorted = chosen && ([...chosen].sort() as [string, string]);
  const events = choose && {
    onPointerDown: (event: PointerEvent) => {
      if ((event.target as Element).closest(".handle") && event.pointerType === "keyboard") return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      set_drag([at(event), at(event)]);
    },
    onPointerUp: (event: PointerEvent) => {
      if (!drag) return;
      const [from, to] = [drag[0], at(event)].sort();
      set_drag(undefined);
      choose(from, to);
    },
  };
  const move = (event: PointerEvent) => {
    const period = at(event);
    set_over(period);
    if (drag) set_drag([drag[0], period]);
  };
  const attach = (element: SVGSVGElement | null) => {
    own.current = element;
    if (drawing) drawing.current = element;
  };
  const zero = y(0);
  const time_ticks = moments(first, last, Math.max(2, Math.floor(inner.width / 80)), (count) => x.ticks(count)).filter((tick) => x(tick) < margin.left + inner.width - 12);
  const bar_over = bars.find((bar) => bar.period === over);
  return (
    <div class="chart" ref={box}>
      <Said bar={bar_over} series={series} />
      <svg
        ref={attach}
        width={width}
        height={height}
        role={choose ? "group" : "img"}
        aria-label={label}
        class={choose ? "brushable" : undefined}
        onPointerMove={move}
        onPointerLeave={() => set_over(undefined)}
        {...events}
      >
        {y.ticks(3).filter(Number.isInteger).map((tick) => (
          <g key={tick}>
            <path class="grid" d={`M${margin.left} ${y(tick)}h${inner.width}`} />
            <text class="tick end" x={margin.left - 6} y={y(tick) + 4}>{short(Math.abs(tick))}</text>
          </g>
        ))}
        {sorted && (
          <rect class="brush" x={x(begin_of(sorted[0]))} y={margin.top} width={Math.max(2, x(end_of(sorted[1])) - x(begin_of(sorted[0])))} height={inner.height} />
        )}
        {bar_over && <rect class="over" data-screen-only x={x(begin_of(bar_over.period))} y={margin.top} width={Math.max(1, x(end_of(bar_over.period)) - x(begin_of(bar_over.period)))} height={inner.height} />}
        {paths(bars, series.length, place, y).map((path, index) => <path key={series[index].kind} class={`bar ${series[index].kind}`} d={path} />)}
        <path class="zero" d={`M${margin.left} ${zero}h${inner.width}`} />
        {time_ticks.map((tick) => <text key={tick.getTime()} class="tick" x={x(tick)} y={height - 6}>{moment(tick)}</text>)}
        {choose && !drag && (
          <>
            <Handle name={t().from} period={sorted?.[0] ?? first} bounds={[first, sorted?.[1] ?? last]} x={x(begin_of(sorted?.[0] ?? first))} height={inner.height} move={(period) => choose(period, sorted?.[1] ?? last)} />
            <Handle name={t().to} period={sorted?.[1] ?? last} bounds={[sorted?.[0] ?? first, last]} x={x(end_of(sorted?.[1] ?? last))} height={inner.height} move={(period) => choose(sorted?.[0] ?? first, period)} />
          </>
        )}
      </svg>
      {choose && sorted && !drag && (
        <p class="chosen">
          {fill(t().spanChosen, { from: date(sorted[0], "long"), to: date(sorted[1], "long") })}{" "}
          <button type="button" class="link" onClick={() => choose()}>{t().clear}</button>
        </p>
      )}
      <Table bars={bars} series={series} />
    </div>
  );
}
