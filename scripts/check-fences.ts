// A fence that lets its bad fixture through is no fence: every file below fixtures/fences/rooms names, in its first
// line, the rule that must refuse it (or `nothing`). The files are laid into a copy of the house, without its code.
import { execFile } from "node:child_process";
import { copyFile, cp, glob, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";

const root = join(import.meta.dirname, "..");
const fixtures = join(root, "fixtures", "fences", "rooms");
const manifests = ["package.json", "db/package.json", "{apps,packages}/*/package.json"];

const reportSchema = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

const house = await mkdtemp(join(tmpdir(), "boltz-fences-"));
try {
  await buildHouse();
  const problems = [...(await checkRooms()), ...(await checkEntrances()), ...(await checkVersions())];
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await rm(house, { recursive: true });
}

async function buildHouse(): Promise<void> {
  for await (const manifest of glob(manifests, { cwd: root })) {
    await mkdir(join(house, dirname(manifest)), { recursive: true });
    await copyFile(join(root, manifest), join(house, manifest));
  }
  for (const file of ["biome.json", ".gitignore"]) await copyFile(join(root, file), join(house, file));
  await cp(fixtures, house, { recursive: true });
}

async function checkRooms(): Promise<string[]> {
  const { stdout, stderr } = await run("biome", [
    "lint",
    "--colors=off",
    "--reporter=json",
    "--max-diagnostics=none",
  ]);
  if (stdout === "") return [`Biome gave no report: ${stderr}`];
  const { diagnostics } = reportSchema.parse(JSON.parse(stdout));
  const problems: string[] = [];
  let seen = 0;
  for await (const file of glob("**/*.ts", { cwd: fixtures })) {
    seen += 1;
    const expected = await expectationOf(file);
    const found = [...new Set(diagnostics.filter((d) => d.location.path === file).map((d) => d.category))];
    const asExpected = expected === "nothing" ? found.length === 0 : found.includes(expected);
    if (!asExpected) problems.push(`${file}: expected ${expected}, found ${found.join(", ") || "nothing"}`);
  }
  return seen === 0 ? ["No fixture was found"] : problems;
}

async function expectationOf(file: string): Promise<string> {
  const [line = ""] = (await readFile(join(fixtures, file), "utf8")).split("\n");
  const expected = /^\/\/ expects (\S+)$/.exec(line)?.[1];
  if (expected === undefined) throw new Error(`${file} does not say what it expects`);
  return expected;
}

/** Packages are entered through their `exports` only. */
async function checkEntrances(): Promise<string[]> {
  const problems: string[] = [];
  for (const room of ["contract", "domain", "backtest", "providers", "bundle", "services", "db"]) {
    try {
      import.meta.resolve(`@boltz/${room}/src/index.ts`);
      problems.push(`@boltz/${room} lets its folders be imported`);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") problems.push(`@boltz/${room}: ${String(error)}`);
    }
  }
  return problems;
}

/** Two versions of one dependency are refused. */
async function checkVersions(): Promise<string[]> {
  const manifest = join(house, "packages/services/package.json");
  const text = await readFile(manifest, "utf8");
  const changed = text.replace(/"zod": "[^"]+"/, '"zod": "4.0.0"');
  if (changed === text) return ["packages/services no longer depends on zod: choose another dependency here"];
  await writeFile(manifest, changed);
  const { code, stdout, stderr } = await run("sherif", []);
  const refused = code !== 0 && `${stdout}${stderr}`.includes("multiple-dependency-versions");
  return refused ? [] : [`sherif let two versions of zod through: ${stdout}${stderr}`];
}

function run(program: string, args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const options = { cwd: house, maxBuffer: 64 * 1024 * 1024 };
    execFile(join(root, "node_modules", ".bin", program), args, options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, stdout, stderr }),
    );
  });
}
