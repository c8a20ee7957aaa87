import type { Hono } from "hono";
import { z } from "zod";
import type { Core } from "../core.ts";
import { createJsonRoutes } from "../json-routes.ts";
import { confirmPayment, type PayOutcome, paySession } from "../payments/pay-session.ts";
import { findTestCard } from "../payments/test-cards.ts";
import { type Faults, sessionAlteration } from "./faults.ts";
import { faultPatch } from "./settings.ts";

const releaseInput = z.strictObject({ reversed: z.boolean().default(false) });
const settleInput = z.strictObject({ result: z.enum(["succeeded", "failed"]) });
const payInput = z.strictObject({
  card: z.string(),
  /** What to tell the bank where the card asks for it. */
  confirm: z.boolean().optional(),
});
const nothing = z.strictObject({});

/** The switches over HTTP. */
export function createFaultRoutes(core: Core, faults: Faults): Hono {
  const present = () => ({ settings: faults.read(), counters: faults.counters() });
  const { app, post } = createJsonRoutes(present);

  app.get("/_faults", (c) => c.json(present()));

  post("/_faults", faultPatch, (input) => faults.set(input));
  post("/_faults/reset", nothing, () => faults.reset());
  post("/_faults/release", releaseInput, (input) => faults.release(input));
  post("/_faults/sessions/:id/alter", sessionAlteration, (input, id) => faults.alter(id, input));
  post("/_faults/sessions/:id/expire", nothing, (_, id) => faults.expire(id));
  post("/_faults/sessions/:id/settle", settleInput, (input, id) => faults.settle(id, input.result));
  post("/_pay/:id", payInput, ({ card, confirm }, id) => payDirectly(core, id, card, confirm));
  return app;
}

/** Pays without the page. */
export function payDirectly(
  core: Core,
  sessionId: string,
  cardNumber: string,
  confirm?: boolean,
): PayOutcome {
  const card = findTestCard(cardNumber);
  if (card === undefined) throw new Error("that is none of the test cards");
  const outcome = paySession(core, sessionId, card.behaviour);
  return outcome.kind === "confirm" && confirm !== undefined
    ? confirmPayment(core, sessionId, confirm)
    : outcome;
}
