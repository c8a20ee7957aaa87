import type { Logger } from "pino";
import type { Limit } from "./auth/rate-limits.ts";
import type { DemoLogin } from "./http/site.ts";
import type { Secrets } from "./local-secrets.ts";

export interface PaymentEndpoint {
  host: string;
  port: number;
  protocol: "http" | "https";
}

export interface MarketplaceOptions {
  /** Signs in as somebody who owns the database; the roles' own addresses derive from it. */
  databaseUrl: string;
  smtpUrl: string;
  stripe: { secretKey: string; webhookSecrets: string[]; endpoint?: PaymentEndpoint } | null;
  /** Which half to run; both in one process if left out. */
  parts?: { api: boolean; worker: boolean };
  /** Where the built web app lies; null where it is served by somebody else. */
  webDirectory?: string | null;
  demo?: { mailboxUrl: string | null; logins: DemoLogin[] };
  authLimits?: Record<string, Limit>;
  log?: Logger;
  secrets?: Secrets;
  /** Connections for each of the application's pools. */
  poolSize?: number;
  now?: () => Date;
}
