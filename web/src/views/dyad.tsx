// SPDX-License-Identifier: Apache-2.0
import { useRef } from "preact/hooks";
import { address } from "../api/client";
import type { Dyad, Party } from "../api/types";
import { useAnswer } from "../api/use";
import { Shares } from "../charts/shares";
import { Timeline } from "../charts/timeline";
import { event_class, event_name, party_name } from "../domain";
import { fill, t } from "../i18n";
import { ActorChoice } from "../parts/actor_choice";
import { Choice, Empty, Loaded, View } from "../parts/frame";
import { RecordList } from "../parts/record";
import { change, format, route } from "../url";

function Keys({ parties }: { parties: Party[] }) {
  const words = t();
  return (
    <table class="pair-keys">
      <thead><tr><th scope="col">{words.stateKeys}</th><th scope="col">ISO</th><th scope="col">{words.cow}</th><th scope="col">{words.gw}</th></tr></thead>
      <tbody>
        {parties.map((one) => (
          <tr key={one.party}>
            <th scope="row"><a href={format({ view: "actor", argument: one.party })}>{party_name(one.party)}</a></th>
            <td>{one.party}</td>
            <td>{one.cow ?? "–"}</td>
            <td>{one.gw ?? "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rows_of(dyad: Dyad) {
  return dyad.timeline.map(({ period, a_to_b, b_to_a }) => ({
    period,
    a: dyad.a.party,
    b: dyad.b.party,
    cow_a: dyad.a.cow,
    cow_b: dyad.b.cow,
    gw_a: dyad.a.gw,
    gw_b: dyad.b.gw,
    a_to_b_cooperation: a_to_b.cooperation,
    a_to_b_conflict: a_to_b.conflict,
    a_to_b_claims: a_to_b.claims,
    a_to_b_scale: a_to_b.scale,
    b_to_a_cooperation: b_to_a.cooperation,
    b_to_a_conflict: b_to_a.conflict,
    b_to_a_claims: b_to_a.claims,
    b_to_a_scale: b_to_a.scale,
  }));
}

function Shown({ dyad, drawing }: { dyad: Dyad; drawing: { current: SVGSVGElement | null } }) {
  const words = t();
  const [a, b] = [party_name(dyad.a.party), party_name(dyad.b.party)];
  if (dyad.timeline.length === 0 && dyad.claims.length === 0) return <Empty title={words.noDyad} hint={words.noDyadHint} />;
  const there = fill(words.fromTo, { a, b });
  const back = fill(words.fromTo, { a: b, b: a });
  const series = [
    { kind: "quad-1", label: `${words.cooperation}, ${there}` },
    { kind: "quad-2", label: `${words.cooperation}, ${back}` },
    { kind: "quad-3", label: `${words.conflict}, ${there}` },
    { kind: "quad-4", label: `${words.conflict}, ${back}` },
  ];
  const bars = dyad.timeline.map(({ period, a_to_b, b_to_a }) => ({ period, values: [a_to_b.cooperation, b_to_a.cooperation, -a_to_b.conflict, -b_to_a.conflict] }));
  const most = Math.max(1, ...dyad.events.flatMap((one) => [one.a_to_b + one.a_to_b_claims, one.b_to_a + one.b_to_a_claims]));
  const mix = (count: (event: Dyad["events"][number]) => [number, number]) =>
    dyad.events.filter((one) => count(one)[0] + count(one)[1] > 0).map((one) => {
      const [facts, claims] = count(one);
      return { key: one.event, count: facts + claims, kind: event_class(one.event), label: <>{event_name(one.event)}{claims > 0 && <span class="sector"> · {words.claimsCount} {claims}</span>}</> };
    });
  return (
    <>
      <Keys parties={[dyad.a, dyad.b]} />
      <section>
        <div class="section-head">
          <h2>{words.timelineMirrored}</h2>
          <Choice label={words.date} value={dyad.unit} options={[["month", words.unitMonth], ["year", words.unitYear]]} choose={(unit) => change({ unit })} />
        </div>
        <Timeline label={words.timelineMirrored} series={series} bars={bars} drawing={drawing} height={240} />
      </section>
      <div class="two">
        <section><h2>{there}</h2><Shares shares={mix((one) => [one.a_to_b, one.a_to_b_claims])} most={most} /></section>
        <section><h2>{back}</h2><Shares shares={mix((one) => [one.b_to_a, one.b_to_a_claims])} most={most} /></section>
      </div>
      <section class="spaced">
        <h2>{words.claimsAgainst}</h2>
        {dyad.claims.length > 0 ? <RecordList items={dyad.claims} /> : <Empty title={words.noClaims} />}
      </section>
    </>
  );
}

export function DyadView() {
  const { a = "", b = "", unit, since, until } = route.value.query;
  const words = t();
  const drawing = useRef<SVGSVGElement>(null);
  const answer = useAnswer<Dyad>(a && b ? address("dyad", { a, b, unit, since, until }) : undefined);
  const dyad = a && b ? answer.data : undefined;
  return (
    <View
      title={a && b ? fill(words.dyadTitle, { a: party_name(a), b: party_name(b) }) : words.dyadChoose}
      lead={words.dyadHint}
      exports={dyad && { name: `dyad-${a}-${b}`.replaceAll("/", "-"), rows: () => rows_of(dyad), drawing }}
    >
      <div class="pair-form">
        <ActorChoice id="a" label={words.sideA} value={a} choose={(party) => change({ a: party })} />
        <button type="button" class="button quiet" onClick={() => change({ a: b, b: a })} disabled={!a && !b}>{words.swap}</button>
        <ActorChoice id="b" label={words.sideB} value={b} choose={(party) => change({ b: party })} />
      </div>
      {a && b ? <Loaded answer={answer}>{(data) => <Shown dyad={data} drawing={drawing} />}</Loaded> : <Empty title={words.dyadChoose} hint={words.dyadHint} />}
    </View>
  );
}
