import { type Site, type SiteOptions, useSite } from "../../support/site.ts";
import type { PageOptions } from "../support/browser.ts";
import { demoLogin, enter } from "../support/people.ts";
import { useVisitors, type Visitor } from "../support/visitors.ts";

/** Where screens are looked at: one running site, and whoever comes to it. */
export interface Stage {
  site: Site;
  visit: (options?: PageOptions) => Promise<Visitor>;
  /** Somebody of the demo, by role or address. */
  visitAs: (who: string) => Promise<Visitor>;
}

/** Looks at the screens of somebody and answers what is wrong with them. */
export type Look = (stage: Stage) => Promise<string[]>;

/** One stage for the calling test file. */
export const useStage = (options: SiteOptions = {}): (() => Stage) => {
  const site = useSite(options);
  const visit = useVisitors(site);
  const visitAs = async (who: string): Promise<Visitor> => {
    const visitor = await visit();
    await enter(site(), visitor.context, demoLogin(who));
    return visitor;
  };
  return () => ({ site: site(), visit, visitAs });
};
