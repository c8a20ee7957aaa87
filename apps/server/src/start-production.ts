import { existsSync } from "node:fs";
import { join } from "node:path";
import { migrate } from "@boltz/db";
import { startMarketplace } from "./compose.ts";
import { ConfigError, readConfig } from "./config.ts";
import { secretsOf } from "./local-secrets.ts";
import { describeFault } from "./log/describe-fault.ts";
import { openLog } from "./log/open-log.ts";
import type { MarketplaceOptions } from "./marketplace-options.ts";
import { untilSignal } from "./until-signal.ts";

const webDirectory = join(import.meta.dirname, "../../web/dist");

/** The reason without the statement around it; a host with several addresses fails once for each. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
};

// Any number of processes may begin at once: one migrates, the others wait for it.
const prepare = (databaseUrl: string, secret: string): Promise<void> =>
  migrate({ adminUrl: databaseUrl, secret }).catch((cause: unknown) => {
    throw new ConfigError(`DATABASE_URL cannot be used: ${reasonOf(cause)}`, { cause });
  });

const start = async (parts: NonNullable<MarketplaceOptions["parts"]>): Promise<void> => {
  const config = readConfig();
  const { databaseUrl, smtpUrl, stripe, razorpay } = config;
  if (databaseUrl === null) throw new ConfigError("DATABASE_URL is needed");
  if (smtpUrl === null) throw new ConfigError("SMTP_URL is needed");
  const secrets = secretsOf(config);
  await prepare(databaseUrl, secrets.appSecret);
  const log = openLog(config.logLevel);
  const running = await startMarketplace(config, {
    databaseUrl,
    smtpUrl,
    stripe,
    razorpay,
    secrets,
    parts,
    log,
    webDirectory: parts.api && existsSync(webDirectory) ? webDirectory : null,
  });
  log.info({ ...parts, port: running.port }, "started");
  await untilSignal(log, running);
};

/** Starts one half of the marketplace for real: no sandbox, no demo. Ends the process when it is asked to, or cannot. */
export const runHalf = async (parts: NonNullable<MarketplaceOptions["parts"]>): Promise<never> => {
  try {
    await start(parts);
    process.exit(0);
  } catch (error) {
    const line = error instanceof ConfigError ? error.message : JSON.stringify(describeFault(error));
    process.stderr.write(`${line}\n`);
    process.exit(1);
  }
};
