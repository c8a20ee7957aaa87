// What a first visit downloads before anything is shown: the page, its entry script, the modules preloaded with it
// and the styles, as they travel (gzipped). Pages load their own parts later.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const budgetKiB = 200;
const dist = join(import.meta.dirname, "..", "apps", "web", "dist");

const page = await readFile(join(dist, "index.html"), "utf8").catch((cause: unknown) => {
  throw new Error("apps/web/dist/index.html is missing: build the web app first", { cause });
});
const paths = new Set<string>();
for (const [tag] of page.matchAll(/<(?:script|link)\b[^>]*>/g)) {
  const isScript = tag.startsWith("<script");
  const isLoaded = isScript || /\brel="(?:modulepreload|stylesheet)"/.test(tag);
  const path = /\b(?:src|href)="\/([^"]+)"/.exec(tag)?.[1];
  if (isLoaded && path !== undefined) paths.add(path);
}
if (![...paths].some((path) => path.endsWith(".js")))
  throw new Error("apps/web/dist/index.html loads no script");

const sizes = [{ path: "index.html", bytes: gzipSync(page).length }];
for (const path of paths) sizes.push({ path, bytes: gzipSync(await readFile(join(dist, path))).length });
for (const { path, bytes } of sizes) console.log(`${(bytes / 1024).toFixed(1).padStart(8)} KiB  ${path}`);

const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
console.log(`${total.toFixed(1).padStart(8)} KiB  in all, of ${budgetKiB} KiB`);
if (total > budgetKiB) {
  console.error(`The first load is ${total.toFixed(1)} KiB gzipped; the budget is ${budgetKiB} KiB.`);
  process.exitCode = 1;
}
