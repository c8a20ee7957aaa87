import type { Context } from "@boltz/services";
import type { Logger } from "pino";

/** What every procedure is given: the services, who asks, and how this request is called in the log. */
export interface RequestContext extends Context {
  correlationId: string;
  log: Logger;
}
