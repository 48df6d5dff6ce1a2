// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import type { Plugin } from "vite";

const table = fileURLToPath(new URL("../lexicon/world/country_codes.tsv", import.meta.url));

const server = process.env.CARKEYS_SERVER ?? "http://127.0.0.1:8700";

/** The module "virtual:countries": three-letter code → [two-letter code, number], out of the lexicon. */
function countries(): Plugin {
  const name = "virtual:countries";
  const codes = () => {
    const found: Record<string, [string, string]> = {};
    for (const line of readFileSync(table, "utf8").split("\n")) {
      const [code, system, value] = line.split("\t");
      if (system !== "alpha2" && system !== "numeric") continue;
      found[code] ??= ["", ""];
      found[code][system === "alpha2" ? 0 : 1] = value;
    }
    return found;
  };
  return {
    name: "countries",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? `export default ${JSON.stringify(codes())}` : undefined),
  };
}

export default defineConfig({
  base: "./",
  plugins: [countries()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    sourcemap: false,
    reportCompressedSize: false,
  },
  // npm run dev: the page changes as its files do; a car-keys serve answers behind it.
  server: { proxy: { "/api": { target: server, changeOrigin: true, headers: { origin: server } } } },
  test: { include: ["src/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
