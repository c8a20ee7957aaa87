import { APIError } from "better-auth/api";
import { z } from "zod";
import { type CounterParts, createCounter, type LimitRule, takeOne } from "../http/limits/counter.ts";

/** Seconds, and how many requests of one address (IPv6: of one /64) to one path in them. */
export interface Limit {
  window: number;
  max: number;
}

const perMinute = (max: number): Limit => ({ window: 60, max });

/** Guessing a password has to be slow; reading one's own session does not. */
export const defaultLimits: Record<string, Limit> = {
  "/sign-in/email": perMinute(10),
  "/sign-up/email": perMinute(10),
  "/request-password-reset": perMinute(5),
  "/reset-password": perMinute(10),
  "/send-verification-email": perMinute(5),
  "/verify-email": perMinute(20),
  "/change-password": perMinute(5),
  "/two-factor/enable": perMinute(5),
  "/two-factor/disable": perMinute(5),
  "/two-factor/generate-backup-codes": perMinute(5),
  "/two-factor/verify-totp": perMinute(10),
  "/two-factor/verify-backup-code": perMinute(10),
  "/device/code": perMinute(10),
  "/device/token": perMinute(60),
  "/device": perMinute(20),
  "/device/approve": perMinute(20),
  "/device/deny": perMinute(20),
  "/get-session": perMinute(600),
};

/**
 * Of one e-mail address, whether or not anybody has it, and from wherever: changing the address that one
 * asks from does not help. A right password clears the count.
 */
export const accountLimits = {
  "/sign-in/email": { points: 20, seconds: 15 * 60 },
  "/request-password-reset": { points: 5, seconds: 3_600 },
  "/send-verification-email": { points: 5, seconds: 3_600 },
} as const satisfies Record<string, LimitRule>;

const named = z.object({ email: z.string().max(254) });
const emailOf = (body: unknown): string | undefined => named.safeParse(body).data?.email.trim().toLowerCase();

/** Counts what is tried with one e-mail address. */
export const createAccountGuard = (parts: CounterParts) => {
  const counters = new Map(
    Object.entries(accountLimits).map(([path, rule]) => [path, createCounter(parts, path.slice(1), rule)]),
  );
  return {
    /** Counts a try before it is judged, so that many at a time gain nothing. */
    count: async (path: string, body: unknown): Promise<void> => {
      const [counter, email] = [counters.get(path), emailOf(body)];
      const wait = counter === undefined || email === undefined ? 0 : await takeOne(counter, email);
      if (wait > 0)
        throw new APIError(
          "TOO_MANY_REQUESTS",
          { code: "TOO_MANY_TRIES", message: "Too many tries" },
          { "retry-after": String(wait) },
        );
    },
    signedIn: async (path: string, body: unknown): Promise<void> => {
      const email = emailOf(body);
      if (path === "/sign-in/email" && email !== undefined) await counters.get(path)?.reset(email);
    },
  };
};

export type AccountGuard = ReturnType<typeof createAccountGuard>;
