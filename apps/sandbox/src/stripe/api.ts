import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import type { Core } from "../core.ts";
import { currentSession, expire, expireIfDue } from "../payments/expire-session.ts";
import { paySession } from "../payments/pay-session.ts";
import { findTestCard } from "../payments/test-cards.ts";
import type { SessionRecord } from "../store/records.ts";
import { addAccountRoutes } from "./accounts/account-routes.ts";
import { addBalanceRoutes } from "./balance/balance-routes.ts";
import { findCharge, toChargeAnswer } from "./charges.ts";
import { createSession } from "./create-session.ts";
import { addDisputeRoutes } from "./disputes/dispute-routes.ts";
import { toIntentAnswer } from "./intent-answer.ts";
import { toFullEvent } from "./notification.ts";
import { createOperations, createStripeRoutes } from "./operation.ts";
import { parseParams } from "./params.ts";
import { addRefundRoutes } from "./refunds/refund-routes.ts";
import { toSessionAnswer } from "./session-answer.ts";
import { addTransferRoutes } from "./transfers/transfer-routes.ts";
import { invalidRequest, missing } from "./wire-error.ts";

const expandable = z.strictObject({ expand: z.array(z.literal("payment_intent")).default([]) });
const deliveryPatienceMs = 5_000;
const created = z.object({ id: z.string() });

/** Stripe's HTTP interface, as far as a hosted one-off payment and what follows it need it. */
export function createStripeApi(core: Core): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const run = createOperations(core);

  app.post("/v1/checkout/sessions", (c) =>
    run(c, {
      name: "create",
      work: (form) => answerSession(core, createSession(core, form), form),
      beforeAnswer: (answer) => payBeforeAnswer(core, created.parse(answer).id),
    }),
  );

  app.get("/v1/checkout/sessions/:id", (c) =>
    run(c, {
      name: "retrieve",
      work: (form) => {
        const { expand } = parseParams(expandable, form);
        const session = currentSession(core, c.req.param("id"));
        if (session === undefined) throw missing("checkout.session", c.req.param("id"));
        return answerSession(core, session, { expand });
      },
    }),
  );

  app.post("/v1/checkout/sessions/:id/expire", (c) =>
    run(c, {
      name: "expire",
      work: (form) => {
        const { expand } = parseParams(expandable, form);
        return answerSession(core, expireOpen(core, c.req.param("id")), { expand });
      },
    }),
  );

  app.get("/v1/payment_intents/:id", (c) =>
    run(c, {
      name: "intent",
      work: () => {
        const intent = core.store.intents.find(c.req.param("id"));
        if (intent === undefined) throw missing("payment_intent", c.req.param("id"), "intent");
        return toIntentAnswer(intent);
      },
    }),
  );

  app.get("/v2/core/events/:id", (c) =>
    run(c, {
      name: "event",
      work: () => {
        const event = core.store.events.find(c.req.param("id"));
        if (event === undefined) throw missing("event", c.req.param("id"));
        return toFullEvent(event);
      },
    }),
  );

  const routes = createStripeRoutes(app, run);
  routes.get("/v1/charges/:id", "charges", (_, id) => toChargeAnswer(core, findCharge(core, id)));
  addRefundRoutes(core, routes);
  addDisputeRoutes(core, routes);
  addTransferRoutes(core, routes);
  addBalanceRoutes(core, routes);
  addAccountRoutes(core, routes);
  return app;
}

function answerSession(core: Core, session: SessionRecord, { expand }: { expand?: unknown }): object {
  const expands = Array.isArray(expand) && expand.includes("payment_intent") && session.intentId !== null;
  const expandedIntent = expands ? core.store.intents.find(session.intentId ?? "") : undefined;
  return toSessionAnswer(session, { publicUrl: core.publicUrl, expandedIntent });
}

/** Inside the operation's transaction. */
function expireOpen(core: Core, id: string): SessionRecord {
  const session = expireIfDue(core, core.store.sessions.find(id));
  if (session === undefined) throw missing("checkout.session", id);
  if (session.status === "open") return expire(core, session);
  throw invalidRequest(
    `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
  );
}

async function payBeforeAnswer(core: Core, sessionId: string): Promise<void> {
  const number = core.faults.settings.payBeforeAnswer;
  const card = number === null ? undefined : findTestCard(number);
  if (card === undefined) return;
  paySession(core, sessionId, card.behaviour);
  const { promise: longEnough, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, deliveryPatienceMs);
  await Promise.race([core.dispatcher.settled(), longEnough]);
  clearTimeout(timer);
}
