import { Hono } from "hono";
import { version } from "../version.ts";
import { metricsRoute } from "./metrics-route.ts";
import type { AppParts, Env } from "./parts.ts";
import { requestFrame } from "./request-frame.ts";

/** What load balancers and monitors ask: whether the process lives, whether it can work, and how much it does. */
export const operationRoutes = (parts: AppParts): Hono<Env> => {
  const app = new Hono<Env>();
  app.get("/health", (c) => c.json({ ok: true, version }));
  app.get("/ready", async (c) => {
    try {
      await parts.assertReady();
      return c.json({ ok: true });
    } catch (error) {
      c.var.log.error({ err: error }, "not ready");
      return c.json({ ok: false }, 503);
    }
  });
  app.get("/metrics", metricsRoute(parts));
  return app;
};

/** The same on a port of their own, for a process that serves nothing else. */
export const operationsApp = (parts: AppParts): Hono<Env> =>
  new Hono<Env>().use(requestFrame(parts)).route("/", operationRoutes(parts));
