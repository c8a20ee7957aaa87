import { Hono } from "hono";
import type { AppParts, Env } from "../parts.ts";
import { handOverPage, handOverScript, scriptAddress } from "./hand-over-page.ts";
import { pageStyle, styleAddress } from "./plain-page.ts";

const forAnHour = { "cache-control": "public, max-age=3600" };

/** Pages between this site and a payment provider's. */
export const payRoutes = (parts: AppParts): Hono<Env> => {
  const app = new Hono<Env>();
  app.get(scriptAddress, (c) =>
    c.body(handOverScript, 200, { ...forAnHour, "content-type": "text/javascript; charset=utf-8" }),
  );
  app.get(styleAddress, (c) =>
    c.body(pageStyle, 200, { ...forAnHour, "content-type": "text/css; charset=utf-8" }),
  );
  app.get("/pay/razorpay/:purchaseId", handOverPage(parts));
  return app;
};
