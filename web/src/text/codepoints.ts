// SPDX-License-Identifier: Apache-2.0
// Offsets of records count Unicode code points; strings here count UTF-16 units.

/** Translates code point offsets of one text into offsets of its UTF-16 units. */
export class CodePoints {
  /** Offsets, in UTF-16 units, of the characters that take two of them; ascending. */
  private readonly wide: number[] = [];
  private readonly units: number;

  constructor(text: string) {
    this.units = text.length;
    for (let unit = 0; unit < text.length; unit++) {
      const code = text.charCodeAt(unit);
      if (code < 0xd800 || code > 0xdbff || unit + 1 === text.length) continue;
      const next = text.charCodeAt(unit + 1);
      if (next < 0xdc00 || next > 0xdfff) continue;
      this.wide.push(unit);
      unit++;
    }
  }

  /** Number of code points in the text. */
  get length(): number {
    return this.units - this.wide.length;
  }

  /** The UTF-16 offset at which code point number `point` begins; beyond the end, the end. */
  toUnits(point: number): number {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // The wide character number `middle` is code point wide[middle] - middle.
      if (this.wide[middle] - middle < point) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, Math.min(point + low, this.units));
  }
}
