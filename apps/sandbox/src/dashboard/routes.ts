import type { Hono } from "hono";
import { z } from "zod";
import { createJsonRoutes } from "../json-routes.ts";
import { accountStatuses, type Dashboard } from "./dashboard.ts";

const amountInput = z.strictObject({ amount: z.int().positive().optional() });
const disputeInput = amountInput.extend({ reason: z.string().min(1).max(100).optional() });
const decision = z.strictObject({ result: z.enum(["won", "lost"]) });
const settlement = z.strictObject({ result: z.enum(["succeeded", "failed"]) });
const statusInput = z.strictObject({ status: z.enum(accountStatuses) });
const nothing = z.strictObject({});

/** The dashboard over HTTP: `POST /_dashboard/...` answers the reference of what was made, if anything was. */
export function createDashboardRoutes(dashboard: Dashboard): Hono {
  const { app, post } = createJsonRoutes(() => ({}));
  post("/_dashboard/payments/:id/refund", amountInput, ({ amount }, id) => ({
    reference: dashboard.refund(id, amount),
  }));
  post("/_dashboard/payments/:id/dispute", disputeInput, (options, id) => ({
    reference: dashboard.openDispute(id, options),
  }));
  post("/_dashboard/disputes/:id/decide", decision, ({ result }, id) => dashboard.decideDispute(id, result));
  post("/_dashboard/refunds/:id/settle", settlement, ({ result }, id) => dashboard.settleRefund(id, result));
  post("/_dashboard/accounts/:id", statusInput, ({ status }, id) => dashboard.setAccount(id, status));
  post("/_dashboard/payouts/:id/fail", nothing, (_, id) => dashboard.failPayout(id));
  post("/_dashboard/payouts/:id/reverse", amountInput, ({ amount }, id) =>
    dashboard.reversePayout(id, amount),
  );
  return app;
}
