// SPDX-License-Identifier: Apache-2.0
// What the browser remembers for this page. It may refuse to; then nothing is remembered.

export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(`car-keys.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`car-keys.${name}`, value);
  } catch {
    // A page without storage works all the same.
  }
}
