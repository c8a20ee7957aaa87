import { generateKeyPairSync, randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, ConfigError } from "./config.ts";

export interface Secrets {
  /** Sessions, mail links and the database roles' passwords derive from it. */
  appSecret: string;
  signingKeyPem: string;
}

const fileExists = (error: unknown) => error instanceof Error && "code" in error && error.code === "EEXIST";

/** Made once; whoever comes second reads what the first wrote. */
const keep = (path: string, make: () => string): string => {
  try {
    writeFileSync(path, make(), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!fileExists(error)) throw error;
  }
  chmodSync(path, 0o600);
  return readFileSync(path, "utf8").trim();
};

const makeSigningKey = () =>
  generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();

/** The configured secrets; on a developer's machine, what is missing is made once and kept in `dataDir`. */
export const secretsOf = (config: Config): Secrets => {
  const { appSecret, signingKeyPem, dataDir } = config;
  if (appSecret !== null && signingKeyPem !== null) return { appSecret, signingKeyPem };
  if (config.isProduction) throw new ConfigError("APP_SECRET and SIGNING_KEY are needed in production");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return {
    appSecret: appSecret ?? keep(join(dataDir, "app-secret"), () => randomBytes(32).toString("base64url")),
    signingKeyPem: signingKeyPem ?? keep(join(dataDir, "signing-key.pem"), makeSigningKey),
  };
};
