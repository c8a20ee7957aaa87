import type { Context } from "@boltz/services";
import type { Logger } from "pino";
import type { Call } from "../http/limits/procedure-limits.ts";

/** What every procedure is given: the services, who asks, and how this request is called in the log. */
export interface RequestContext extends Context {
  correlationId: string;
  log: Logger;
  /** Counts a call of this request in its limits. Throws `rate_limited`. */
  countCall(call: Call): Promise<void>;
}
