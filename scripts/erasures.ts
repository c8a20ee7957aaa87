// `npm run erasures -- list` prints whom the database of DATABASE_URL knows to be erased, as JSON lines;
// `npm run erasures -- replay <file>` erases again whom a restored backup still knows, from such lines or from the log's.
import { readFile } from "node:fs/promises";
import { openDatabase, roleUrls } from "@boltz/db";
import { system } from "@boltz/domain";
import { erasureLine, listErasures, replayErasures } from "@boltz/services";
import { openInstallation } from "./installation.ts";

const usage = "usage: npm run erasures -- list | replay <file>";

/** Every erasure in a file; a line that is none is an error, so that nobody is passed over. */
const readErasures = async (path: string) => {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => erasureLine.parse(JSON.parse(line)));
};

const run = async ([command, path]: readonly string[]): Promise<void> => {
  if (command !== "list" && (command !== "replay" || path === undefined)) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const input = path === undefined ? [] : await readErasures(path);
  const { databaseUrl, secret } = openInstallation();
  const database = openDatabase({ url: roleUrls(databaseUrl, secret).boltz_app, max: 1 });
  const ctx = { database, actor: system("erasures"), now: () => new Date() };
  try {
    if (command === "list")
      for (const erasure of await listErasures({ ctx })) console.log(JSON.stringify(erasure));
    else {
      const { erased, before, unknown } = await replayErasures({ ctx, input });
      console.log(`${erased} erased, ${before} were erased already, ${unknown} are not in this database.`);
    }
  } finally {
    await database.close();
  }
};

await run(process.argv.slice(2));
