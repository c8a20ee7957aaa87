// `npm run import-bars -- file.csv.gz --symbol SPY --timeframe 1d --asset-class etfs --name … --source … --licence …`: takes
// bars into the database of DATABASE_URL. docs/datasets.md says what a file has to look like.
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { openDatabase, roleUrls } from "@boltz/db";
import { system } from "@boltz/domain";
import { datasetFields, type ImportedBars, importBars } from "@boltz/services";
import { openInstallation } from "./installation.ts";

const usage = `usage: npm run import-bars -- <file.csv or file.csv.gz> --symbol <SPY> --timeframe <1d> --asset-class <etfs>
  --name <what it is> --source <where it comes from> --licence <its terms> [--holdout-percent 20] [--synthetic]`;

const options = {
  symbol: { type: "string" },
  timeframe: { type: "string" },
  "asset-class": { type: "string" },
  name: { type: "string" },
  source: { type: "string" },
  licence: { type: "string" },
  "holdout-percent": { type: "string" },
  synthetic: { type: "boolean" },
} as const;

const flagOf: Record<string, string> = { assetClass: "asset-class", holdoutShare: "holdout-percent" };

/** The file and what is said of it. Throws one line that names the option that cannot be used. */
const readArguments = () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [path, more] = positionals;
  if (path === undefined || more !== undefined) throw new Error(usage);
  const { "asset-class": assetClass, "holdout-percent": percent, synthetic, ...rest } = values;
  const given = {
    ...rest,
    assetClass,
    isSynthetic: synthetic === true,
    ...(percent === undefined ? {} : { holdoutShare: Number(percent) / 100 }),
  };
  const fields = datasetFields.safeParse(given);
  if (fields.success) return { path, fields: fields.data };
  const lines = fields.error.issues.map(({ path: [name], message }) => {
    const key = String(name);
    return `--${flagOf[key] ?? key}: ${message}`;
  });
  throw new Error([...lines, usage].join("\n"));
};

const day = (at: string) => at.slice(0, 16).replace("T", " ");

const tell = ({ dataset, ...found }: ImportedBars): void => {
  const { isNew, added, overlapping, read, gapCount, gaps, ignored } = found;
  const { id, symbol, timeframe, bars, from, to, holdoutFrom, barsHash } = dataset;
  console.log(`${symbol} ${timeframe} ${isNew ? "is new" : "was here"}: ${id}`);
  console.log(`  read ${read} bars: ${added} are added, ${overlapping} were here already`);
  console.log(`  now ${bars} bars from ${day(from)} to ${day(to)}, sealed from ${day(holdoutFrom)}`);
  console.log(`  sha-256 ${barsHash}`);
  if (ignored.length > 0) console.log(`  columns that were not used: ${ignored.join(", ")}`);
  if (gapCount > 0) console.log(`  ${gapCount} gaps:`);
  for (const gap of gaps.slice(0, 10)) console.log(`    ${gap}`);
};

try {
  const { path, fields } = readArguments();
  const file = await readFile(path);
  const { databaseUrl, secret } = openInstallation();
  const database = openDatabase({ url: roleUrls(databaseUrl, secret).boltz_app, max: 1 });
  const ctx = { database, actor: system("import-bars") };
  tell(await importBars({ ctx, input: { ...fields, file } }).finally(() => database.close()));
} catch (error) {
  // The driver's own message holds the whole statement; the reason is in its cause.
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  console.error(reason instanceof Error ? reason.message : String(reason));
  process.exitCode = 1;
}
