import type { Context } from "hono";
import { z } from "zod";
import type { AppParts, Env } from "./parts.ts";
import { refuse, refuseTooMany } from "./refuse.ts";

/** What of the library is reached from outside; everything else of it is not there. */
const doors = new Set([
  "POST /sign-up/email",
  "POST /sign-in/email",
  "POST /sign-out",
  "GET /get-session",
  "GET /list-sessions",
  "POST /revoke-session",
  "POST /revoke-sessions",
  "POST /revoke-other-sessions",
  "GET /verify-email",
  "POST /send-verification-email",
  "POST /request-password-reset",
  "POST /reset-password",
  "POST /change-password",
  "POST /update-user",
  "POST /two-factor/enable",
  "POST /two-factor/disable",
  "POST /two-factor/verify-totp",
  "POST /two-factor/verify-backup-code",
  "POST /two-factor/generate-backup-codes",
  "POST /device/code",
  "POST /device/token",
  "GET /device",
  "POST /device/approve",
  "POST /device/deny",
]);

const seconds = z.coerce.number().int().positive();
/** Where the library does not say how long to wait; its own limits are by the minute. */
const usualWaitSeconds = 60;

const coded = z.object({ code: z.string(), message: z.string() });

/** The library's refusal with when to come back, and in our shape beside its own. */
const sayWhen = async (c: Context<Env>, response: Response): Promise<Response> => {
  const { headers } = response;
  const said = seconds.safeParse(headers.get("retry-after") ?? headers.get("x-retry-after"));
  return refuseTooMany(c, said.data ?? usualWaitSeconds, coded.safeParse(await response.json()).data);
};

export const authRoute =
  ({ auth }: AppParts) =>
  async (c: Context<Env>): Promise<Response> => {
    const path = new URL(c.req.url).pathname.slice("/api/auth".length);
    if (!doors.has(`${c.req.method} ${path}`)) return refuse(c, "not_found", 404);
    const response = await auth.handler(c.req.raw);
    if (response.status === 429) return sayWhen(c, response);
    if (response.status < 500) return response;
    c.var.log.error({ route: path, status: response.status }, "sign-in fault");
    return refuse(c, "internal", 500);
  };
