// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

/** The width of an element in pixels, followed as it changes. */
export function useWidth<T extends Element>(): [RefObject<T>, number] {
  const element = useRef<T>(null);
  const [width, set] = useState(640);
  useLayoutEffect(() => {
    const seen = element.current;
    if (!seen) return undefined;
    const measure = () => set(Math.max(240, Math.floor(seen.getBoundingClientRect().width)));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(seen);
    return () => watch.disconnect();
  }, []);
  return [element, width];
}
