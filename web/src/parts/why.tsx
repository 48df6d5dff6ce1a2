// SPDX-License-Identifier: Apache-2.0
// Why a record is there: the tree of its sentence, the entries that fired, the words behind each field.
import type { EventRecord, ExplainedSentence, Explanation, Token } from "../api/types";
import { category_of, party_of } from "../domain";
import { t, word } from "../i18n";

interface Arc {
  token: number;
  from: number;
  to: number;
  level: number;
}

/** Each arc as high as it must be to pass over those below it. Exported for its test. */
export function arcs(tokens: readonly Pick<Token, "head">[]): Arc[] {
  const found = tokens
    .map((token, index) => ({ token: index, from: Math.min(index, token.head - 1), to: Math.max(index, token.head - 1), level: 0 }))
    .filter((arc) => tokens[arc.token].head > 0)
    .sort((a, b) => a.to - a.from - (b.to - b.from));
  const heights = new Array<number>(Math.max(0, tokens.length - 1)).fill(0);
  for (const arc of found) {
    const below = Math.max(0, ...heights.slice(arc.from, arc.to));
    arc.level = below + 1;
    heights.fill(arc.level, arc.from, arc.to);
  }
  return found;
}

const letter = 8;
const row = 22;

function Tree({ sentence, deed }: { sentence: ExplainedSentence; deed: Set<number> }) {
  const widths = sentence.tokens.map((token) => Math.max(token.form.length, token.upos.length, token.deprel.length * 0.85) * letter + 16);
  const middles: number[] = [];
  let total = 8;
  for (const width of widths) {
    middles.push(total + width / 2);
    total += width;
  }
  const lines = arcs(sentence.tokens);
  const floor = (Math.max(1, ...lines.map((arc) => arc.level)) + 1) * row;
  return (
    <div class="scroll tree" tabIndex={0} role="region" aria-label={t().whyTree}>
      <svg width={total + 8} height={floor + 40} role="img" aria-label={sentence.text}>
        {lines.map((arc) => {
          const up = floor - 6 - arc.level * row;
          const [a, b] = [middles[arc.from], middles[arc.to]];
          const head = sentence.tokens[arc.token].head - 1;
          const shift = head === arc.from ? [4, 0] : [0, -4];
          return (
            <g key={arc.token}>
              <path class="arc" d={`M${a + shift[0]} ${floor - 4}V${up + 6}q0 -6 6 -6H${b + shift[1] - 6}q6 0 6 6V${floor - 4}`} />
              <text class="arc-label" x={(a + b) / 2} y={up - 3}>{sentence.tokens[arc.token].deprel}</text>
            </g>
          );
        })}
        {sentence.tokens.map((token, index) => (
          <g key={index}>
            <text class={deed.has(index) ? "token deed" : "token"} x={middles[index]} y={floor + 12}>{token.form}</text>
            <text class="token-kind" x={middles[index]} y={floor + 28}>{token.name ?? token.upos}</text>
          </g>
        ))}
      </svg>
    </div>
  );
}

function Fields({ record }: { record: EventRecord }) {
  const words = t();
  const rows: Array<[string, string, string]> = [[words.event, [category_of(record), ...record.mode].join(" "), record.event_text.join(" … ")]];
  for (const one of record.actor) rows.push([words.actorSide, party_of(one), one.entity_text ?? ""]);
  for (const one of record.recipient) rows.push([words.recipientSide, party_of(one), one.entity_text ?? ""]);
  for (const one of record.attributions) rows.push([words.sourceSide, `${one.claimant.map(party_of).join(", ")} ${word("stanceOf", one.stance)}`, one.cue_text ?? ""]);
  if (record.date_text || record.date) rows.push([words.timeSide, record.date ?? "", record.date_text ?? ""]);
  if (record.event_loc) rows.push([words.placeSide, [record.event_loc.resolved_place, record.event_loc.country_code].filter(Boolean).join(", "), record.event_loc.extracted_place ?? ""]);
  return (
    <table class="fields">
      <tbody>
        {rows.map(([name, value, said], index) => (
          <tr key={index}>
            <th scope="row">{name}</th>
            <td><code>{value}</code></td>
            <td>{said && <q>{said}</q>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Why({ record, explanation }: { record: EventRecord; explanation: Explanation }) {
  const words = t();
  const sentences = explanation.sentences.filter((one) => one.records.includes(record.id));
  const inside = (token: Token) => record.text_info.some((info) => info.trigger.some(([start, end]) => token.start >= start && token.end <= end));
  return (
    <div class="why">
      <h3>{words.whyFields}</h3>
      <Fields record={record} />
      {sentences.length === 0 && <p>{words.whyNone}</p>}
      {sentences.map((sentence) => (
        <div key={sentence.sequence}>
          <h3>{words.whyFrames}</h3>
          <ul class="frames">
            {sentence.frames.map((frame, index) => (
              <li key={index}>
                <q>{sentence.tokens[frame.head - 1]?.form}</q> → <b title={frame.event}>{word("eventOf", frame.event)}</b> <code>{frame.frame}</code>
                {frame.dropped && <span class="dropped">{frame.dropped}</span>}
              </li>
            ))}
          </ul>
          <h3>{words.whyTree}</h3>
          <Tree sentence={sentence} deed={new Set(sentence.tokens.flatMap((token, index) => (inside(token) ? [index] : [])))} />
          <details>
            <summary>{words.whyClauses}</summary>
            <ul class="clauses">{sentence.clauses.map((clause, index) => <li key={index}><code>{clause.text}</code></li>)}</ul>
          </details>
        </div>
      ))}
    </div>
  );
}
