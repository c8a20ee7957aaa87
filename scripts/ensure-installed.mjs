// Runs before `npm start` and `npm test`, on whatever Node the machine has, so it needs nothing but that Node.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const binDir = join(modules, ".bin");

function refuse(sentence) {
  console.error(sentence);
  process.exit(1);
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, "utf8")).packages;
  } catch {
    return undefined;
  }
}

// npm notes what it installed in a lock file of its own; packages for other platforms are rightly missing there.
function isInstalled() {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(join(modules, ".package-lock.json"));
  if (wanted === undefined) refuse("package-lock.json cannot be read: is this a complete clone?");
  if (present === undefined || !existsSync(join(binDir, "node"))) return false;
  const identity = (entry) =>
    entry && [entry.version, entry.integrity, entry.link ? entry.resolved : ""].join();
  const lacks = Object.entries(wanted).some(
    ([path, entry]) => path !== "" && !present[path] && !entry.optional,
  );
  return !lacks && Object.keys(present).every((path) => identity(present[path]) === identity(wanted[path]));
}

// The installed Node is about to be deleted, so npm has to run on the machine's own one.
function install() {
  const { npm_execpath: npm, npm_node_execpath: node, ...rest } = process.env;
  const path = (rest.PATH ?? "")
    .split(delimiter)
    .filter((dir) => !dir.endsWith(join("node_modules", ".bin")));
  const env = { ...rest, PATH: path.join(delimiter) };
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const ownNode = node !== undefined && !node.startsWith(modules) ? node : "node";
  const [command, ...before] = npm === undefined ? ["npm"] : [ownNode, npm];
  return spawnSync(command, [...before, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  refuse(`Node 20.19 or newer is needed; this is Node ${process.versions.node}.`);
}
if (!isInstalled()) {
  console.log("Installing dependencies (once, about a minute)…");
  const { status, error } = install();
  if (status !== 0) refuse(`npm ci failed${error ? `: ${error.message}` : ""}.`);
  if (!isInstalled()) {
    refuse("npm ci left something out: does npm's configuration forbid install scripts (ignore-scripts)?");
  }
}
