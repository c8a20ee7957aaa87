import { Hono } from "hono";
import type { AppParts, Env } from "../parts.ts";
import { handOverPage, handOverScript } from "./hand-over-page.ts";
import { pageStyle } from "./plain-page.ts";

const forAnHour = { "cache-control": "public, max-age=3600" };

/** Pages between this site and a payment provider's, under `/pay`. */
export const payRoutes = (parts: AppParts): Hono<Env> => {
  const app = new Hono<Env>();
  app.get("/hand-over.js", (c) =>
    c.body(handOverScript, 200, { ...forAnHour, "content-type": "text/javascript; charset=utf-8" }),
  );
  app.get("/page.css", (c) =>
    c.body(pageStyle, 200, { ...forAnHour, "content-type": "text/css; charset=utf-8" }),
  );
  app.get("/razorpay/:purchaseId", handOverPage(parts));
  return app;
};
