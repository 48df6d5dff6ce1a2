// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { number } from "../i18n";

export interface Share {
  key: string;
  label: ComponentChildren;
  count: number;
  /** Class of the colour of its bar. */
  kind?: string;
}

/** Numbers as a list with a thin bar under each. */
export function Shares({ shares, most }: { shares: Share[]; most?: number }) {
  const top = most ?? Math.max(1, ...shares.map((one) => one.count));
  return (
    <ul class="shares">
      {shares.map(({ key, label, count, kind }) => (
        <li key={key}>
          <span class="share-label">{label}</span>
          <span class="share-count">{number(count)}</span>
          <svg class="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect class={kind ?? "plain"} width={count === 0 ? 0 : Math.max(0.8, (100 * count) / top)} height="4" />
          </svg>
        </li>
      ))}
    </ul>
  );
}
