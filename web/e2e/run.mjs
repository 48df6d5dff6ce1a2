// SPDX-License-Identifier: Apache-2.0
// run.mjs PROGRAM [FOLDER]: clicks through every view in a browser, against the program itself. Leaves
// pictures of the views in FOLDER where one is given.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { hostile, start } from "./setup.mjs";

const [program, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const world = await start(program);
const faults = [];

async function page_with(options = {}) {
  const context = await world.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", reducedMotion: "reduce", acceptDownloads: true, ...options });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  page.on("console", (message) => {
    // A server without linked articles has no board of its own; the page makes one of the records.
    if (message.type() !== "error" || message.location().url.includes("/api/v1/claims?") || message.location().url.endsWith("/api/v1/claims")) return;
    faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${world.address}/`)) faults.push(`${page.url()}: asks ${request.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("dialog", (dialog) => faults.push(`${page.url()}: opened ${dialog.message()}`) && dialog.dismiss());
  return page;
}

/** Goes to an address of the page and waits until the view stands. */
async function open(page, hash) {
  if (page.url().startsWith(world.address)) await page.evaluate((to) => { location.hash = to; }, hash);
  else await page.goto(`${world.address}/${hash}`);
  await page.waitForFunction((to) => location.hash === to || to === "#/", hash);
  // The view before may stand for a moment longer.
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 30)); }));
  await settled(page);
}

async function settled(page) {
  await page.waitForSelector("h1");
  await page.waitForFunction(() => !document.querySelector(".loading, .stale"));
}

async function accessible(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  for (const one of found.violations.filter(({ impact }) => impact === "serious" || impact === "critical")) {
    faults.push(`${name}: ${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} (${node.any[0]?.message ?? ""})`).join(" | ")}`);
  }
}

async function fits(page, name) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) faults.push(`${name}: scrolls sideways by ${over} at 360 px`);
}

async function narrow(page, name) {
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page, name);
  await page.setViewportSize({ width: 1280, height: 900 });
}

const shown = (page, selector) => page.locator(selector).allTextContents();

async function article_of(page, citation) {
  const answer = await page.evaluate(async () => (await fetch("api/v1/articles?limit=50")).json());
  const found = answer.items.find((one) => one.citation === citation);
  assert.ok(found, `no article ${citation}`);
  return found.id;
}

const tests = {
  async "every view stands, is accessible, fits 360 px, and comes back from its address"() {
    const page = await page_with();
    await open(page, "#/");
    const id = await article_of(page, "de-ankara");
    const views = {
      overview: "#/overview",
      search: "#/search?status=alleged%2Cdisputed",
      articles: "#/search?find=articles&q=Ankara",
      article: `#/article/${id}`,
      claims: "#/claims",
      dyad: "#/dyad?a=GRC&b=TUR",
      actors: "#/actor",
      actor: "#/actor/TUR",
      network: "#/network?claims=1",
      map: "#/map",
      sources: "#/sources",
      source: "#/source/Tagblatt",
      paste: "#/paste?lang=en&text=Peru+accused+Chile.",
      review: "#/review",
      nowhere: "#/nowhere",
    };
    const german = await page_with({ locale: "de-DE", viewport: { width: 360, height: 740 } });
    for (const [name, hash] of Object.entries(views)) {
      await open(german, hash);
      await fits(german, `${name}, German`);
      await open(page, hash);
      if (name === "paste") await page.waitForSelector(".article-records .card");
      const failed = await shown(page, "[role=alert]");
      if (failed.length > 0) faults.push(`${name}: ${failed.join(" ")}`);
      await accessible(page, name);
      await page.emulateMedia({ colorScheme: "dark" });
      await accessible(page, `${name}, dark`);
      await page.emulateMedia({ colorScheme: "light" });
      await narrow(page, name);
      assert.equal(await page.evaluate(() => location.hash), hash, `${name} changed its address`);
      const before = await page.locator("main h1").textContent();
      await page.reload();
      await settled(page);
      assert.equal(await page.locator("main h1").textContent(), before, `${name} is another after a reload`);
    }
  },

  async "the page speaks the language of the browser, or the one that is chosen"() {
    const page = await page_with({ locale: "de-DE" });
    await open(page, "#/overview");
    assert.equal(await page.locator("main h1").textContent(), "Überblick");
    assert.equal(await page.getAttribute("html", "lang"), "de");
    await page.locator(".bar-foot").getByText("EN", { exact: true }).click();
    await page.waitForFunction(() => document.querySelector("main h1").textContent === "Overview");
    await page.reload();
    await settled(page);
    assert.equal(await page.getAttribute("html", "lang"), "en");
  },

  async "the overview counts what is in the database, and is small"() {
    const page = await page_with();
    await open(page, "#/overview");
    const sent = await page.evaluate(() => performance.getEntriesByType("resource").filter((one) => !one.name.includes("/api/")).reduce((sum, one) => sum + one.encodedBodySize, 0));
    assert.ok(sent > 10_000 && sent < 250_000, `the first view takes ${sent} bytes`);
    const figures = Object.fromEntries(await page.locator(".figure").evaluateAll((all) => all.map((one) => [one.querySelector("dt").textContent, Number(one.querySelector("dd").textContent.replace(/\D/g, ""))])));
    assert.equal(figures.Articles, world.number("SELECT count(*) FROM articles"));
    assert.equal(figures.Records, world.number("SELECT count(*) FROM records"));
    assert.equal(figures.Facts + figures.Claims, figures.Records);
    assert.equal(figures.Facts, world.number("SELECT count(*) FROM records WHERE status IN ('reported', 'confirmed') AND aux = ''"));
  },

  async "articles and sources hold what is in the database"() {
    const page = await page_with();
    await open(page, "#/");
    await open(page, `#/article/${await article_of(page, "de-ankara")}`);
    const records = world.number("SELECT count(*) FROM records JOIN articles ON articles.number = article WHERE citation = 'de-ankara'");
    assert.equal(await page.locator(".article-records .card").count(), records);
    assert.equal(await page.locator(".article-records h2").textContent(), `${records} records`);
    await open(page, "#/sources");
    const row = page.locator("tr", { hasText: "Tagblatt" }).locator("td");
    assert.equal(Number(await row.nth(0).textContent()), world.number("SELECT count(*) FROM articles WHERE publication = 'Tagblatt'"));
    assert.equal(Number(await row.nth(1).textContent()), world.number("SELECT count(*) FROM records JOIN articles ON articles.number = article WHERE publication = 'Tagblatt'"));
    await open(page, "#/dyad?a=PER&b=CHL");
    const ends = await page.locator("main .pair-keys tbody td").allTextContents();
    assert.deepEqual(ends, ["PER", "135", "135", "CHL", "155", "155"]);
  },

  async "facets, histogram and words narrow the search, and a link restores it"() {
    const page = await page_with();
    await open(page, "#/search");
    await page.locator(".facet", { hasText: "Status" }).getByText("disputed", { exact: true }).click();
    const disputed = world.number("SELECT count(*) FROM records WHERE status = 'disputed'");
    await page.waitForFunction((n) => document.querySelector(".pages")?.textContent.includes(`${n} of ${n} `), disputed);
    assert.equal(await page.locator(".search-hits .card").count(), disputed);
    await page.fill("#search", "Ankara");
    await page.waitForFunction(() => location.hash.includes("q=Ankara"));
    await settled(page);
    const cards = await shown(page, ".search-hits .card-text");
    const copy = await page_with();
    await open(copy, await page.evaluate(() => location.hash));
    assert.deepEqual(await shown(copy, ".search-hits .card-text"), cards);
    assert.equal(await copy.inputValue("#search"), "Ankara");
    await open(copy, "#/search");
    const handle = copy.locator("[role=slider]").first();
    await handle.focus();
    await copy.keyboard.press("ArrowRight");
    await copy.waitForFunction(() => location.hash.includes("since="));
    await copy.locator(".chosen .link").first().click();
    await copy.waitForFunction(() => !location.hash.includes("since="));
  },

  async "spans mark their words, keys walk through the records, why tells"() {
    const page = await page_with();
    await open(page, "#/");
    await open(page, `#/article/${await article_of(page, "hostile")}`);
    assert.equal(await page.locator("main h1").textContent(), hostile.title);
    assert.ok((await shown(page, ".article-text .role-actor")).includes("Peru"));
    assert.ok((await shown(page, ".article-text .role-action")).includes("accused"));
    assert.ok((await page.locator(".article-text").innerText()).includes("<script>window.harmed=1</script>"));
    await page.keyboard.press("j");
    await page.waitForFunction(() => location.hash.includes("record="));
    assert.equal(await page.locator(".pick[aria-pressed=true]").count(), 1);
    assert.ok((await page.locator(".arrow").count()) > 0, "no arrows");
    await page.keyboard.press("w");
    await page.waitForSelector(".why .tree svg");
    assert.match((await shown(page, ".frames code"))[0], /frames/);
    await page.keyboard.press("j");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !location.hash.includes("record="));
    assert.equal(await page.locator("main a[href^='javascript:']").count(), 0);
  },

  async "markup in names, titles, addresses and searches stays text"() {
    const page = await page_with();
    const harm = "<img src=x onerror=window.harmed=1>";
    for (const hash of [`#/search?q=${encodeURIComponent(harm)}`, `#/actor/${encodeURIComponent(harm)}`, `#/source/${encodeURIComponent(hostile.publication)}`, "#/sources", "#/search?find=articles", `#/${encodeURIComponent(harm)}`, `#/dyad?a=${encodeURIComponent(harm)}&b=PER`]) {
      await open(page, hash);
    }
    await open(page, `#/source/${encodeURIComponent(hostile.publication)}`);
    assert.equal(await page.locator("main h1").textContent(), hostile.publication);
    assert.equal(await page.evaluate(() => window.harmed), undefined);
    assert.equal(await page.locator("main img, main script").count(), 0);
    // The server rightly refuses some of these; a browser reports that as an error.
    for (let index = faults.length - 1; index >= 0; index--) if (/status of 4\d\d/.test(faults[index])) faults.splice(index, 1);
  },

  async "the claim board tells who says so and who denies it"() {
    const page = await page_with();
    await open(page, "#/claims?state=disputed");
    await page.waitForSelector(".claim");
    const cards = await page.locator(".claim").count();
    assert.ok(cards > 0 && cards === (await page.locator(".claim .badge-disputed").count()));
    assert.equal(await page.locator(".claim:has(.voice-claims):has(.voice-denies)").count(), cards);
    await page.locator(".claim .tally a").first().click();
    await page.waitForFunction(() => location.hash.startsWith("#/claims/") && document.querySelectorAll(".claim").length === 1);
  },

  async "a pasted text is keyed as it is typed"() {
    const page = await page_with();
    await open(page, "#/paste");
    await page.locator("textarea").fill("😀\n\nWashington accused Tehran of delivering drones to Russia. Iran denied this.");
    await page.waitForSelector(".article-records .card");
    assert.deepEqual(await shown(page, ".article-records .category b"), ["Accuse", "Aid", "Reject"]);
    assert.ok((await shown(page, ".article-text .role-actor")).includes("Washington"));
    assert.ok((await shown(page, ".article-records .status")).some((one) => one.startsWith("disputed")));
    await page.reload();
    await page.waitForSelector(".article-records .card");
    assert.match(await page.inputValue("textarea"), /Washington/);
  },

  async "keys lead everywhere"() {
    const page = await page_with();
    await open(page, "#/overview");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog[open]", { state: "detached" });
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.waitForFunction(() => location.hash === "#/claims");
    await page.keyboard.press("/");
    await page.waitForFunction(() => document.activeElement.id === "search");
  },

  async "every view exports what it shows"() {
    const page = await page_with();
    for (const [hash, form, begin] of [
      ["#/search?status=disputed", "CSV", /^\ufeff?"?\w+"?,/],
      ["#/search?status=disputed", "JSON Lines", /^\{"id":"ck1-/],
      ["#/overview", "CSV", /^period,/],
      ["#/overview", "Drawing (SVG)", /^<svg [^]*<path/],
      ["#/claims", "CSV", /^id,act,state/],
      ["#/dyad?a=GRC&b=TUR", "CSV", /^period,a,b,cow_a/],
      ["#/network?claims=1", "Drawing (SVG)", /^<svg /],
      ["#/map", "Picture (PNG)", /^\ufffdPNG/],
    ]) {
      await open(page, hash);
      await page.locator("[data-shortcut=e]").click();
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".menu").getByText(form, { exact: true }).click()]);
      const content = readFileSync(await download.path(), "utf8");
      assert.match(content, begin, `${hash} as ${form}`);
    }
  },

  async "new articles are told of and shown when asked for"() {
    const page = await page_with();
    await open(page, "#/overview");
    const before = Number(await page.locator(".figure dd").first().textContent());
    world.add({ id: "later", title: "Later", date: "2024-06-01", lang: "en", text: "Peru praised Chile." });
    await page.locator(".news .link").click();
    await page.waitForFunction((n) => document.querySelector(".figure dd")?.textContent === String(n), before + 1);
    assert.equal(await page.locator(".news").count(), 0);
  },

  async "a review is kept"() {
    const page = await page_with();
    await open(page, "#/review?status=disputed");
    const before = await page.locator(".review-text").textContent();
    await page.keyboard.press("y");
    await page.waitForFunction((text) => document.querySelector(".review-text")?.textContent !== text, before);
    assert.match(readFileSync(world.review, "utf8"), /"verdict":"accept"/);
  },
};

async function pictures() {
  mkdirSync(folder, { recursive: true });
  const first = await page_with();
  await open(first, "#/");
  const id = await article_of(first, "de-ankara");
  const items = await first.evaluate(async (one) => (await fetch(`api/v1/articles/${one}`)).json(), id);
  const disputed = items.records.find((one) => one.status === "disputed")?.id ?? items.records[0].id;
  const text = encodeURIComponent("Washington hat den Iran beschuldigt, Drohnen an Russland geliefert zu haben. Teheran bestreitet das.");
  const views = { overview: "#/overview", search: "#/search", article: `#/article/${id}?record=${disputed}`, why: `#/article/${id}?record=${disputed}&why=1`, claims: "#/claims", dyad: "#/dyad?a=GRC&b=TUR", actor: "#/actor/TUR", network: "#/network?claims=1", map: "#/map", source: "#/source/Tagblatt", paste: `#/paste?text=${text}`, review: "#/review" };
  for (const width of [360, 1280, 2560]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await page_with({ viewport: { width, height: width === 360 ? 780 : Math.round(width * 0.62) }, colorScheme });
      for (const [name, hash] of Object.entries(views)) {
        await open(page, hash);
        await page.waitForTimeout(name === "paste" || name === "why" ? 1200 : 250);
        await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
      }
      await page.context().close();
    }
  }
}

let failed = 0;
try {
  for (const [name, test] of Object.entries(tests)) {
    const begin = Date.now();
    faults.length = 0;
    try {
      await test();
    } catch (error) {
      faults.push(String(error.stack ?? error));
    }
    if (faults.length > 0) failed++;
    console.log(`${faults.length > 0 ? "FAILED" : "ok"} ${name} (${Date.now() - begin} ms)`);
    for (const fault of faults) console.log(`  ${fault}`);
    for (const context of world.browser.contexts()) await context.close();
  }
  if (folder) await pictures();
} finally {
  await world.stop();
}
process.exitCode = failed > 0 ? 1 : 0;
