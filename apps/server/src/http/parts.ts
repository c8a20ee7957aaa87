import type { RazorpayProvider } from "@boltz/providers";
import type { Services } from "@boltz/services";
import type { HttpBindings } from "@hono/node-server";
import type { Logger } from "pino";
import type { Auth } from "../auth/create-auth.ts";
import type { Metrics } from "../log/metrics.ts";
import type { Tracing } from "../log/tracing.ts";
import type { CallLimits } from "./limits/call-limits.ts";
import type { Site } from "./site.ts";
import type { WebFiles } from "./web-files.ts";

/** Everything the front door stands on. */
export interface AppParts {
  services: Services;
  auth: Auth;
  log: Logger;
  /** Has a page of its own here, which leads on to its hosted one; null where it is not configured. */
  razorpay: RazorpayProvider | null;
  site: Site;
  /** Addresses or networks whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  /** The built web app; null where it is served by somebody else. */
  web: WebFiles | null;
  callLimits: CallLimits;
  metrics: Metrics;
  tracing: Tracing;
  /** Throws when the database or the queue does not answer. */
  assertReady(): Promise<void>;
}

export interface Env {
  Bindings: Partial<HttpBindings>;
  Variables: {
    correlationId: string;
    log: Logger;
    clientAddress: string;
    /** Where a form of this page may lead, beside back to us. */
    formOrigin?: string;
  };
}
