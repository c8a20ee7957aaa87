import { generateKeyPairSync } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox, testCards } from "@boltz/sandbox";
import { demoLogins, readConfig, seedDemo, startMarketplace } from "@boltz/server/marketplace";
import { type TestDatabase, testSecret, useDatabase } from "@boltz/testkit";
import { afterAll, beforeAll } from "vitest";

const webhookSecret = "whsec_for_tests_only";
const secretKey = "sk_test_for_tests_only";
const webDirectory = join(import.meta.dirname, "../../apps/web/dist");

// Journeys sign in far more often than a person would, all from one address.
const authLimits = { "/**": { window: 60, max: 10_000 } };

/** The whole marketplace as `npm start` serves it, demo catalogue included, on ports and a database of its own. */
export interface Site {
  url: string;
  db: TestDatabase;
  sandbox: Sandbox;
}

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("there is no free port");
  return address.port;
};

const newSigningKey = () =>
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

const sessionIn = (checkoutUrl: string) => checkoutUrl.slice(checkoutUrl.lastIndexOf("/") + 1);

const open = async (db: TestDatabase) => {
  if (!existsSync(join(webDirectory, "index.html")))
    throw new Error("apps/web/dist is missing: run `npm test`, or `npx vite build` in apps/web, first");
  await using parts = new AsyncDisposableStack();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const dataDir = await mkdtemp(join(tmpdir(), "boltz-site-"));
  parts.defer(() => rm(dataDir, { recursive: true, force: true }));
  const sandbox = await startSandbox({
    port: 0,
    dataFile: ":memory:",
    webhookUrl: `${url}/api/webhooks/stripe`,
    webhookSecret,
    secretKey,
  });
  parts.defer(() => sandbox.close());
  const pay = (checkoutUrl: string) => void sandbox.pay(sessionIn(checkoutUrl), testCards.pays.number);
  const marketplace = await startMarketplace(
    readConfig({ PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error", NODE_ENV: "test" }),
    {
      databaseUrl: db.adminUrl,
      smtpUrl: sandbox.smtpUrl,
      stripe: {
        secretKey,
        webhookSecrets: [webhookSecret],
        endpoint: { host: "127.0.0.1", port: sandbox.port, protocol: "http" },
      },
      webDirectory,
      prepare: (opened) => seedDemo({ ...opened, pay }),
      demo: { mailboxUrl: `${sandbox.url}/mailbox`, logins: demoLogins },
      authLimits,
      secrets: { appSecret: testSecret, signingKeyPem: newSigningKey() },
    },
  );
  parts.defer(() => marketplace.stop());
  const owned = parts.move();
  const site: Site = { url, db, sandbox };
  return { site, close: () => owned.disposeAsync() };
};

/** One running marketplace for the calling test file. */
export const useSite = (): (() => Site) => {
  const db = useDatabase();
  let current: Awaited<ReturnType<typeof open>> | undefined;
  beforeAll(async () => {
    current = await open(db());
  });
  afterAll(async () => {
    await current?.close();
  });
  return () => {
    if (current === undefined) throw new Error("the site is there only inside tests");
    return current.site;
  };
};
