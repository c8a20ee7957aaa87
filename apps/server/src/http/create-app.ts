import { providerNames } from "@boltz/contract";
import { system } from "@boltz/domain";
import { createEventIntake } from "@boltz/services";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { authRoute } from "./auth-route.ts";
import { barsRoute } from "./bars-route.ts";
import { bundleRoute } from "./bundle-route.ts";
import { canonicalHost } from "./canonical-host.ts";
import { exportRoutes } from "./exports/export-routes.ts";
import { limitAddress } from "./limits/limit-address.ts";
import { operationRoutes } from "./operation-routes.ts";
import type { AppParts, Env } from "./parts.ts";
import { callbackPath } from "./pay/hand-over-page.ts";
import { payRoutes } from "./pay/pay-routes.ts";
import { paymentCallback } from "./pay/payment-callback.ts";
import { refuse } from "./refuse.ts";
import { requestFrame } from "./request-frame.ts";
import { sameOrigin } from "./same-origin.ts";
import { schemaRoute } from "./schema-route.ts";
import { formsLeadTo, securityHeaders } from "./security-headers.ts";
import { signingKeyRoute } from "./signing-key-route.ts";
import { traceRequests } from "./trace-requests.ts";
import { trpcRoute } from "./trpc-route.ts";
import { unsubscribeRoutes } from "./unsubscribe/unsubscribe-routes.ts";
import { webFiles } from "./web-files.ts";
import { webhookRoute } from "./webhooks/webhook-route.ts";

const kilobytes = (count: number) => count * 1_024;

const atMost = (maxSize: number): MiddlewareHandler<Env> =>
  bodyLimit({ maxSize, onError: (c) => refuse(c, "too_large", 413) });

/** Where files are uploaded within a call: each alone, by its exact path. */
const uploads = ["/api/trpc/strategies.createAttached", "/api/trpc/strategies.addAttachedVersion"];

const notStored: MiddlewareHandler<Env> = async (c, next) => {
  await next();
  if (c.res.headers.get("cache-control") === null) c.res.headers.set("cache-control", "no-store");
};

/** The marketplace's front door. It checks shapes, sizes and origins, and passes on; it decides nothing. */
export const createApp = (parts: AppParts): Hono<Env> => {
  const { publicUrl } = parts.services.settings;
  const app = new Hono<Env>();
  if (parts.tracing.provider !== null) app.use(traceRequests(parts.tracing.tracer));
  app.use(requestFrame(parts));
  app.use("/pay/razorpay/*", formsLeadTo);
  app.use(securityHeaders(publicUrl));
  app.use("/api/*", notStored);

  app.route("/", operationRoutes(parts));
  app.get("/api/config", (c) => c.json(parts.site));
  app.get("/.well-known/boltz-signing-key", signingKeyRoute(parts));
  const limited = limitAddress(parts);
  const counted = ["/bundles/*", "/bars/*", "/schemas/*", "/pay/*", "/exports/*", "/unsubscribe/*"];
  for (const path of [...counted, "/api/auth/*", callbackPath]) app.use(path, limited);
  app.get("/bundles/:token", bundleRoute(parts));
  app.get("/bars/:datasetId/:count", barsRoute(parts));
  app.get("/schemas/boltz.strategy-1.json", schemaRoute());
  const intake = createEventIntake({ ...parts.services, actor: system("webhooks") });
  for (const name of providerNames)
    app.post(`/api/webhooks/${name}`, atMost(kilobytes(256)), webhookRoute(parts, intake, name));
  app.post(callbackPath, atMost(kilobytes(8)), paymentCallback(parts));
  app.route("/", payRoutes(parts));
  app.route("/exports", exportRoutes(parts));
  app.use("/unsubscribe/*", atMost(kilobytes(8)));
  app.route("/unsubscribe", unsubscribeRoutes(parts));
  app.all("/api/auth/*", sameOrigin(publicUrl, { tokenless: true }), atMost(kilobytes(32)), authRoute(parts));
  for (const path of uploads)
    app.post(path, sameOrigin(publicUrl, { tokenless: false }), atMost(kilobytes(8_192)), trpcRoute(parts));
  app.all(
    "/api/trpc/*",
    sameOrigin(publicUrl, { tokenless: false }),
    atMost(kilobytes(1_024)),
    trpcRoute(parts),
  );
  if (parts.web !== null) app.use(canonicalHost(publicUrl), webFiles(parts.web));

  app.notFound((c) => refuse(c, "not_found", 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException)
      return refuse(c, error.status === 413 ? "too_large" : "invalid_input", error.status);
    c.var.log.error({ err: error }, "request failed");
    return refuse(c, "internal", 500);
  });
  return app;
};
