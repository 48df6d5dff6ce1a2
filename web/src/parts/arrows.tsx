// SPDX-License-Identifier: Apache-2.0
// Arrows over the text from who acts to the deed, and from the deed to whom it is done.
import { useLayoutEffect, useState } from "preact/hooks";
import type { RefObject } from "preact";
import { t } from "../i18n";
import type { Role, Span } from "../text/segments";

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Mark {
  role: Role;
  box: Box;
}

function boxes(text: HTMLElement, spans: Span[], record: string): Mark[] {
  const origin = text.getBoundingClientRect();
  const found: Mark[] = [];
  spans.forEach((span, index) => {
    // Words of saying are coloured; an arrow goes from who says so alone.
    if (span.record !== record || span.cue) return;
    const first = text.querySelector(`[data-spans~="${index}"]`)?.getClientRects()[0];
    if (first) found.push({ role: span.role, box: { x: first.left - origin.left, y: first.top - origin.top, width: first.width, height: first.height } });
  });
  return found;
}

function near(marks: Mark[], role: Role, to: Box): Mark | undefined {
  const distance = (mark: Mark) => Math.abs(mark.box.y - to.y) * 4 + Math.abs(mark.box.x - to.x);
  const all = marks.filter((mark) => mark.role === role);
  return all.reduce<Mark | undefined>((best, mark) => (best && distance(best) <= distance(mark) ? best : mark), undefined);
}

/** From the side of one box that faces the other to the side of that one: above on the same line. */
function arc(from: Box, to: Box): string {
  const x1 = from.x + from.width / 2;
  const x2 = to.x + to.width / 2;
  const rise = Math.min(26, 9 + Math.abs(x2 - x1) * 0.05);
  if (Math.abs(from.y - to.y) < 6) return `M${x1} ${from.y}C${x1} ${from.y - rise} ${x2} ${from.y - rise} ${x2} ${to.y - 1}`;
  const down = from.y < to.y;
  const y1 = down ? from.y + from.height + 2 : from.y;
  const y2 = down ? to.y - 1 : to.y + to.height + 3;
  const bend = down ? rise : -rise;
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}

interface Arrow {
  role: Role;
  path: string;
}

function arrows(marks: Mark[]): Arrow[] {
  const drawn: Arrow[] = [];
  const deeds = marks.filter((mark) => mark.role === "action");
  if (deeds.length === 0) return drawn;
  for (const mark of marks) {
    if (mark.role === "action" || mark.role === "place" || mark.role === "time") continue;
    const deed = near(deeds, "action", mark.box) as Mark;
    const outwards = mark.role === "recipient";
    drawn.push({ role: mark.role, path: outwards ? arc(deed.box, mark.box) : arc(mark.box, deed.box) });
  }
  return drawn;
}

export function role_name(role: Role): string {
  const words = t();
  return { actor: words.actorSide, action: words.actionSide, recipient: words.recipientSide, place: words.placeSide, time: words.timeSide, source: words.sourceSide }[role];
}

interface Props {
  text: RefObject<HTMLElement>;
  spans: Span[];
  record?: string;
}

export function Arrows({ text, spans, record }: Props) {
  const [marks, set] = useState<Mark[]>([]);
  useLayoutEffect(() => {
    const element = text.current;
    if (!element || !record) {
      set([]);
      return undefined;
    }
    const measure = () => set(boxes(element, spans, record));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [record, spans]);
  if (marks.length === 0) return null;
  return (
    <svg class="arrows" aria-hidden="true">
      <defs>
        {(["actor", "recipient", "source"] as const).map((role) => (
          <marker key={role} id={`head-${role}`} class={`arrow-${role}`} viewBox="0 0 8 8" refX="6.500" refY="4" markerWidth="6" markerHeight="6" orient="auto">
            <path d="M0 0.500 7.500 4 0 7.500Z" />
          </marker>
        ))}
      </defs>
      {arrows(marks).map(({ role, path }, index) => <path key={index} class={`arrow arrow-${role}`} d={path} marker-end={`url(#head-${role})`} />)}
      {marks.map(({ role, box }, index) => (
        <text key={index} class={`role-label role-label-${role}`} x={box.x} y={box.y + box.height + 8}>{role_name(role)}</text>
      ))}
    </svg>
  );
}
