// SPDX-License-Identifier: Apache-2.0
// speed.mjs ADDRESS: how soon the page of a running server stands, and how soon a facet has changed what
// is shown. bench/serve/make_database.py makes a database large enough to tell.
import { browser } from "./setup.mjs";

const [address] = process.argv.slice(2);
const chromium = await browser();
const page = await chromium.newPage({ viewport: { width: 1280, height: 900 } });
const begin = Date.now();
await page.goto(`${address}/#/overview`);
await page.waitForSelector(".figure");
const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
console.log(`first paint ${Math.round(paint)} ms, overview ${Date.now() - begin} ms`);
await page.evaluate(() => { location.hash = "#/search"; });
await page.waitForSelector(".search-hits .card");

/** From the click on a box until the hits under it stand. */
function change([facet, box]) {
  const boxes = document.querySelectorAll(".facet")[facet].querySelectorAll("input");
  const start = performance.now();
  boxes[box].click();
  return new Promise((done) => {
    const look = () => (document.querySelector(".stale") || !document.querySelector(".search-hits .card") ? requestAnimationFrame(look) : done(performance.now() - start));
    setTimeout(() => requestAnimationFrame(look), 0);
  });
}

const times = [];
for (const box of [[0, 0], [0, 2], [1, 1], [2, 0], [0, 0], [1, 1], [2, 0], [0, 1]]) times.push(await page.evaluate(change, box));
times.sort((a, b) => a - b);
console.log(`facet change: median ${Math.round(times[times.length >> 1])} ms, most ${Math.round(times.at(-1))} ms`);
await chromium.close();
