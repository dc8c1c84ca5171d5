// Builds the front end into src/zhuchao/frame/static/dist: names with the hash of their content, a manifest that
// the template tag reads, and .gz/.br beside each file, which whitenoise serves as they are.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = resolve(here, "../src/zhuchao/frame/static/dist");
const made = join(here, "build/dist");
const FIRST_PAGE_LIMIT = 300_000;

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 12);

async function sprite() {
  const names = JSON.parse(await readFile(join(here, "icons.json"), "utf8"));
  const symbols = await Promise.all(
    names.map(async (name) => {
      const path = join(here, "node_modules/@tabler/icons/icons/outline", `${name}.svg`);
      const svg = await readFile(path, "utf8");
      const inner = svg.replace(/<!--[\s\S]*?-->/g, "").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
      const paths = inner.replace(/<path stroke="none"[^>]*\/>/, "").replace(/\s+/g, " ").trim();
      return `<symbol id="${name}" viewBox="0 0 24 24">${paths}</symbol>`;
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

const manifest = {};

async function keep(name, bytes) {
  const dot = name.lastIndexOf(".");
  const named = `${name.slice(0, dot)}.${hash(bytes)}${name.slice(dot)}`;
  await writeFile(join(made, named), bytes);
  manifest[name] = named;
}

async function bundle() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: { app: "src/app.js" },
    outdir: made,
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    // Safari 15 and Chromium 94 and later: what offices run.
    target: ["chrome94", "firefox93", "safari15"],
    chunkNames: "[name].[hash]",
    legalComments: "linked",
    loader: { ".svg": "file", ".woff": "file", ".woff2": "file" },
    assetNames: "[name].[hash]",
    logLevel: "warning",
    metafile: true,
  });
  for (const name of ["app.js", "app.css"]) {
    await keep(name, await readFile(join(made, name)));
    await rm(join(made, name));
  }
  return result.metafile;
}

async function squeeze() {
  const [gz, br] = [promisify(gzip), promisify(brotliCompress)];
  const sizes = {};
  for (const name of await readdir(made)) {
    if (!/\.(js|mjs|css|svg)$/.test(name)) continue;
    const bytes = await readFile(join(made, name));
    const small = await gz(bytes, { level: 9 });
    await writeFile(join(made, `${name}.gz`), small);
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
    await writeFile(join(made, `${name}.br`), await br(bytes, quality));
    sizes[name] = { raw: bytes.length, gz: small.length };
  }
  return sizes;
}

// What the browser loads with the first page: the entry and every chunk it imports at once.
function firstPage(metafile) {
  const outputs = Object.entries(metafile.outputs).map(([path, out]) => [path.split("/").pop(), out]);
  const byName = Object.fromEntries(outputs);
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const used of byName[name].imports) {
      if (used.kind === "import-statement") visit(used.path.split("/").pop());
    }
  };
  visit("app.js");
  return [...seen].map((name) => manifest[name] ?? name).concat(manifest["app.css"], manifest["icons.svg"], manifest["mark.svg"]);
}

await rm(made, { recursive: true, force: true });
await mkdir(made, { recursive: true });
const metafile = await bundle();
await keep("icons.svg", Buffer.from(await sprite()));
await keep("mark.svg", await readFile(join(here, "src/mark.svg")));
// The map starts its worker from an address of its own, so it is a file beside the bundle.
const maplibre = join(here, "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs");
await keep("maplibre-worker.mjs", await readFile(maplibre));
const sizes = await squeeze();
const first = firstPage(metafile);
const weight = first.reduce((sum, name) => sum + sizes[name].gz, 0);
await writeFile(join(made, "manifest.json"), JSON.stringify(manifest, null, 1));
await rm(dist, { recursive: true, force: true });
await mkdir(dirname(dist), { recursive: true });
await rename(made, dist);

for (const [name, { raw, gz }] of Object.entries(sizes).sort((a, b) => b[1].gz - a[1].gz)) {
  const mark = first.includes(name) ? "first page" : "when seen";
  console.log(`${name.padEnd(44)} ${(raw / 1000).toFixed(1).padStart(8)} kB ${(gz / 1000).toFixed(1).padStart(7)} kB gz  ${mark}`);
}
console.log(`first page: ${(weight / 1000).toFixed(1)} kB gzipped (limit ${FIRST_PAGE_LIMIT / 1000} kB)`);
if (weight > FIRST_PAGE_LIMIT) {
  console.error("the first page is over its limit");
  process.exit(1);
}
