import type { Topic } from "@boltz/contract";
import type { z } from "zod";

export interface Rendered {
  subject: string;
  text: string;
}

/**
 * One thing that people are told: what it needs and what the mail says. With a topic it is also shown on
 * the site, under its subject and with the page of its `url`, and the person's preferences hold for it.
 */
export const kind = <Params extends z.ZodType>(
  topic: Topic | null,
  params: Params,
  render: (params: z.output<Params>) => Rendered,
) => ({
  topic,
  params,
  render: (raw: unknown): Rendered => render(params.parse(raw)),
});

export const signature = "\n\nBoltzTrader Marketplace\n";
