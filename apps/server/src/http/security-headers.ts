import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import type { Env } from "./parts.ts";

/**
 * Scripts, pictures and calls only from and to our own origin, nothing in a frame, no window shared with
 * another site, no address handed on to one, and no report sent anywhere.
 */
export const securityHeaders = (publicUrl: string) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      scriptSrcAttr: ["'none'"],
      // Mantine writes the theme's variables and each component's breakpoints as style elements at run time,
      // and the page is a file without a nonce. Nothing that a user types can become a style.
      styleSrc: ["'self'", "'unsafe-inline'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      frameSrc: ["'none'"],
      mediaSrc: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
    },
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [], bluetooth: [] },
    referrerPolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    crossOriginResourcePolicy: "same-origin",
    xContentTypeOptions: true,
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
