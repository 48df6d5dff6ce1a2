// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "preact/hooks";
import { Problem, get, known, revision } from "./client";

export interface Answer<T> {
  /** The newest answer; while the next one is on its way, the one before it. */
  data?: T;
  problem?: Problem;
  loading: boolean;
  again: () => void;
}

/** Asks the server for `url` and draws again when the answer is there; nothing is asked without one. */
export function useAnswer<T>(url: string | undefined): Answer<T> {
  const [state, set] = useState<{ data?: T; problem?: Problem; url?: string }>({});
  const [turn, turn_again] = useState(0);
  const latest = useRef<string>();
  const changes = revision.value;
  latest.current = url;
  useEffect(() => {
    if (url === undefined) return undefined;
    const stop = new AbortController();
    get<T>(url, stop.signal).then(
      (data) => set({ data, url }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        set({ problem: error instanceof Problem ? error : new Problem(0, String(error)), url });
      },
    );
    return () => stop.abort();
  }, [url, turn, changes]);
  const again = () => {
    set({});
    turn_again(turn + 1);
  };
  const there = url === undefined ? undefined : known<T>(url);
  if (there !== undefined) return { data: there, loading: false, again };
  return { data: state.data, problem: state.url === url ? state.problem : undefined, loading: url !== undefined && state.url !== url, again };
}
