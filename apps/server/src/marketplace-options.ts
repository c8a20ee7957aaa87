import type { Services } from "@boltz/services";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type pg from "pg";
import type { Logger } from "pino";
import type { Auth } from "./auth/create-auth.ts";
import type { Limit } from "./auth/rate-limits.ts";
import type { Config } from "./config.ts";
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
  /** Null where nobody is paid through it. */
  stripe: (NonNullable<Config["stripe"]> & { endpoint?: PaymentEndpoint }) | null;
  razorpay: (NonNullable<Config["razorpay"]> & { endpoint?: PaymentEndpoint }) | null;
  /** Which half to run; both in one process if left out. */
  parts?: { api: boolean; worker: boolean };
  /** Where the built web app lies; null where it is served by somebody else. */
  webDirectory?: string | null;
  /** Done before the first request is taken. */
  prepare?: (opened: { services: Services; auth: Auth; pool: pg.Pool }) => Promise<void>;
  demo?: { mailboxUrl: string | null; logins: DemoLogin[] };
  authLimits?: Record<string, Limit>;
  /** Every address of this machine where left out. */
  host?: string;
  log?: Logger;
  secrets?: Secrets;
  /** Connections for each of the application's pools. */
  poolSize?: number;
  now?: () => Date;
  /** Takes the traces instead of the configured endpoint. */
  spanExporter?: SpanExporter;
}
