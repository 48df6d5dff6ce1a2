// SPDX-License-Identifier: Apache-2.0
// Asks the server. Answers are kept until the database changes, so that going back shows at once.
import { signal } from "@preact/signals";

/** What went wrong, in the server's words where it had some. `status` is 0 where nobody answered. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export type Query = Record<string, string | number | undefined>;

const kept = new Map<string, unknown>();
const most_kept = 200;

/** Counts changes of the database that the page has taken over. */
export const revision = signal(0);

export function forget(): void {
  kept.clear();
  revision.value++;
}

/** The address of an endpoint; empty values are left out. */
export function address(path: string, query: Query = {}): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") values.set(name, String(value));
  }
  const text = values.toString();
  return `api/v1/${path}${text ? `?${text}` : ""}`;
}

async function problem_of(response: Response): Promise<Problem> {
  try {
    const body = (await response.json()) as { title?: string; detail?: string };
    return new Problem(response.status, body.detail ?? body.title ?? response.statusText);
  } catch {
    return new Problem(response.status, response.statusText);
  }
}

async function ask<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, credentials: "same-origin" });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Problem(0, "");
  }
  if (!response.ok) throw await problem_of(response);
  return (await response.json()) as T;
}

/** What an address answers, if it is known already. */
export function known<T>(url: string): T | undefined {
  return kept.get(url) as T | undefined;
}

export async function get<T>(url: string, stop?: AbortSignal): Promise<T> {
  const there = known<T>(url);
  if (there !== undefined) return there;
  const answer = await ask<T>(url, { signal: stop ?? null });
  if (kept.size >= most_kept) kept.delete(kept.keys().next().value as string);
  kept.set(url, answer);
  return answer;
}

export function post<T>(path: string, body: unknown, stop?: AbortSignal): Promise<T> {
  return ask<T>(address(path), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: stop ?? null,
  });
}
