import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { addAccountRoutes } from "./accounts/account-routes.ts";
import { addDisputeRoutes } from "./disputes/dispute-routes.ts";
import { type Api, type ApiParts, createOperations } from "./operation.ts";
import { addOrderRoutes } from "./orders/order-routes.ts";
import { addPaymentRoutes } from "./payments/payment-routes.ts";
import { addPayoutRoutes } from "./payouts/payout-routes.ts";
import type { Razorpay } from "./razorpay.ts";
import { reportMovements } from "./recon/recon.ts";
import { addRefundRoutes } from "./refunds/refund-routes.ts";
import { addTransferRoutes } from "./transfers/transfer-routes.ts";
import { answerError, RazorpayError } from "./wire-error.ts";

/** Razorpay's HTTP interface, as far as a marketplace needs it. */
function createRazorpayApi(rzp: Razorpay): Api {
  const app: Api = new Hono<{ Bindings: HttpBindings }>();
  const parts: ApiParts = { app, rzp, run: createOperations(rzp) };
  addOrderRoutes(parts);
  addPaymentRoutes(parts);
  addRefundRoutes(parts);
  addDisputeRoutes(parts);
  addAccountRoutes(parts);
  addTransferRoutes(parts);
  if (rzp.options.accountNumber !== undefined) addPayoutRoutes(parts);
  app.get("/v1/settlements/recon/combined", (c) =>
    parts.run(c, { name: "rzp.recon", work: (query) => reportMovements(rzp, query) }),
  );
  app.notFound(() => {
    const description = "The requested URL was not found on the server.";
    return answerError(new RazorpayError(404, { code: "BAD_REQUEST_ERROR", description }));
  });
  app.onError((error) => {
    return answerError(new RazorpayError(500, { code: "SERVER_ERROR", description: error.message }));
  });
  return app;
}

const ownPaths =
  /^\/v1\/(orders|payments|settlements|documents|contacts|fund_accounts|payouts)(\/|$)|^\/v2\/accounts(\/|$)/;

/** Some paths are Stripe's too: whose a request is, its authorization says. */
export function createRazorpayRoutes(rzp: Razorpay): Api {
  const api = createRazorpayApi(rzp);
  const app: Api = new Hono<{ Bindings: HttpBindings }>();
  app.on(["GET", "POST", "PATCH"], ["/v1/*", "/v2/*"], async (c, next) => {
    const authorization = c.req.header("authorization");
    const isOurs = authorization?.startsWith("Basic ") ?? ownPaths.test(c.req.path);
    if (!isOurs) return next();
    return api.fetch(c.req.raw, c.env);
  });
  return app;
}
