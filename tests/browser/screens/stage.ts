import type { Site } from "../../support/site.ts";
import type { PageOptions } from "../support/browser.ts";
import type { Visitor } from "../support/visitors.ts";

/** Where screens are looked at: one running site, and whoever comes to it. */
export interface Stage {
  site: Site;
  visit: (options?: PageOptions) => Promise<Visitor>;
  /** Somebody of the demo, by role or address. */
  visitAs: (who: string) => Promise<Visitor>;
}
