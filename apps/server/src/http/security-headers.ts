import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import type { Env } from "./parts.ts";

/** Scripts only from our own files, nothing in a frame, and no address handed on to other sites. */
export const securityHeaders = (publicUrl: string) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      fontSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
    },
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
    referrerPolicy: "same-origin",
    xFrameOptions: "DENY",
    strictTransportSecurity: publicUrl.startsWith("https:") ? "max-age=31536000; includeSubDomains" : false,
  });

const policyHeader = "content-security-policy";

/** Lets the forms of a page lead to one more origin, where the page names one. Goes around `securityHeaders`. */
export const formsLeadTo = createMiddleware<Env>(async (c, next) => {
  await next();
  const origin = c.get("formOrigin");
  const policy = c.res.headers.get(policyHeader);
  if (origin === undefined || policy === null) return;
  c.res.headers.set(policyHeader, policy.replace("form-action 'self'", `form-action 'self' ${origin}`));
});
