import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "@boltz/sandbox";
import { startTestMarketplace } from "@boltz/server/testing";
import type { Services } from "@boltz/services";
import { type TestDatabase, useDatabase } from "@boltz/testkit";
import { afterAll, afterEach, beforeAll } from "vitest";

const webDirectory = join(import.meta.dirname, "../../apps/web/dist");

/** The whole marketplace as `npm start` serves it, demo catalogue included, on ports and a database of its own. */
export interface Site {
  url: string;
  db: TestDatabase;
  sandbox: Sandbox;
  /** For what no person presses a button for: sweeps, and runs by night. */
  services: Services;
}

const isError = (line: string) => /"level":[56]0/.test(line);

export interface SiteOptions {
  /** With the demo's bars, and all that can be proved on them. It takes a while, so only where proofs are looked at. */
  proofs?: boolean;
}

const open = (db: TestDatabase, { proofs = false }: SiteOptions) => {
  if (!existsSync(join(webDirectory, "index.html")))
    throw new Error("apps/web/dist is missing: run `npm test`, or `npx vite build` in apps/web, first");
  return startTestMarketplace(db, { listens: true, works: true, demo: true, proofs, webDirectory });
};

/** One running marketplace for the calling test file. What it logged as an error is shown where a test failed. */
export const useSite = (options: SiteOptions = {}): (() => Site) => {
  const db = useDatabase();
  let current: Awaited<ReturnType<typeof open>> | undefined;
  beforeAll(async () => {
    current = await open(db(), options);
  });
  afterEach(({ task }) => {
    const lines = current?.logLines.splice(0) ?? [];
    if (task.result?.state === "fail") process.stderr.write(lines.filter(isError).join(""));
  });
  afterAll(() => current?.stop());
  return () => {
    if (current === undefined) throw new Error("the site is there only inside tests");
    const { url, sandbox, services } = current;
    return { url, sandbox, services, db: db() };
  };
};
