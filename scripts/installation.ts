import { readConfig, secretsOf } from "@boltz/server/marketplace";

/** The database and the secret that an operator's command works with. Ends with one line where a variable is missing. */
export function openInstallation(): { databaseUrl: string; secret: string } {
  try {
    const config = readConfig(process.env);
    if (config.databaseUrl === null) throw new Error("DATABASE_URL is needed");
    return { databaseUrl: config.databaseUrl, secret: secretsOf(config).appSecret };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
