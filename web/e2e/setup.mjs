// SPDX-License-Identifier: Apache-2.0
// A database of the examples and of an article that means harm, the server over it, and a browser.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Markup in every place where an article can have words; none of it may become an element. */
export const hostile = {
  id: "hostile",
  title: `<img src=x onerror="window.harmed=1"> "><script>window.harmed=1</script>`,
  date: "2024-05-14",
  publication: `<b onmouseover="window.harmed=1">Paper</b>/&"'`,
  url: "javascript:window.harmed=1",
  lang: "en",
  text: `😀😀 🇵🇪\n\nPeru accused Chile of closing the border. <script>window.harmed=1</script>\n\nChile denied the accusation. <svg onload="window.harmed=1">\n`,
};

const browsers = ["chromium", "chromium-browser", "google-chrome"];

function browser_path() {
  for (const name of browsers) {
    try {
      return execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // The next one may be there.
    }
  }
  throw new Error("chromium is not installed; tools/packages.txt names it");
}

export function browser() {
  return chromium.launch({
    executablePath: browser_path(),
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** The examples with the dates that their table gives, as JSON Lines. */
function examples() {
  const table = readFileSync(join(root, "examples/README.md"), "utf8");
  return [...table.matchAll(/^\| `([\w-]+)` *\| *(\d{4}-\d\d-\d\d)/gm)].map(([, name, date]) => {
    const text = readFileSync(join(root, `examples/${name}.txt`), "utf8");
    return { id: name, ...(text.indexOf("\n") < 100 ? { title: text.split("\n", 1)[0] } : {}), date, publication: name.startsWith("de") ? "Tagblatt" : "Daily", lang: name.slice(0, 2), text };
  });
}

export async function start(program) {
  const folder = mkdtempSync(join(tmpdir(), "car-keys-web-"));
  const database = join(folder, "news.db");
  const articles = join(folder, "articles.jsonl");
  writeFileSync(articles, [...examples(), hostile].map((one) => `${JSON.stringify(one)}\n`).join(""));
  execFileSync(program, ["ingest", database, articles, "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });
  const server = spawn(program, ["serve", database, "--port", "0", "--review", join(folder, "gold.jsonl")], { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((found, failed) => {
    let said = "";
    server.stdout.on("data", (bytes) => {
      said += bytes;
      const match = /http:\/\/[^\s/]+/.exec(said);
      if (match) found(match[0]);
    });
    server.on("exit", (code) => failed(new Error(`the server ended with ${code}`)));
  });
  const driven = await browser();
  return {
    address,
    browser: driven,
    review: join(folder, "gold.jsonl"),
    /** One number out of the database itself. */
    number: (sql) => Number(execFileSync(program, ["query", database, "--sql", `SELECT (${sql}) AS n`], { encoding: "utf8" }).trim().split("\n").at(-1)),
    /** Adds one more article to the database that the server reads. */
    add(article) {
      const file = join(folder, "more.jsonl");
      writeFileSync(file, `${JSON.stringify(article)}\n`);
      execFileSync(program, ["ingest", database, file, "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });
    },
    async stop() {
      await driven.close();
      server.removeAllListeners("exit");
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
