import { randomUUID } from "node:crypto";
import { isId } from "@boltz/contract";
import { newId } from "@boltz/db";
import {
  accounts,
  deviceCodes,
  rateLimits,
  sessions,
  twoFactors,
  users,
  verifications,
} from "@boltz/db/schema";
import type { Services } from "@boltz/services";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { bearer, deviceAuthorization, twoFactor } from "better-auth/plugins";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { Logger } from "pino";
import { safeText } from "../log/describe-fault.ts";
import { queueReset, queueVerification, type Recipient } from "./mail-links.ts";
import { type AccountGuard, createAccountGuard, defaultLimits, type Limit } from "./rate-limits.ts";
import { guardSecondFactor, noteSecondFactor, type SecondFactorParts } from "./second-factor.ts";
import { refuseStrangeFields } from "./strict-fields.ts";

/** Set by our own front door from the connection, after what the client sent under this name is dropped. */
export const clientAddressHeader = "x-boltz-client-address";
export const cliClientId = "boltz-cli";
const minPasswordLength = 12;

export interface AuthOptions {
  services: Services;
  pool: pg.Pool;
  secret: string;
  log: Logger;
  limits?: Record<string, Limit>;
  /** Takes work that must not show in an answer's time, such as queueing a mail only for known addresses. */
  inBackground(work: Promise<unknown>): void;
}

const schema = {
  user: users,
  session: sessions,
  account: accounts,
  verification: verifications,
  twoFactor: twoFactors,
  deviceCode: deviceCodes,
  rateLimit: rateLimits,
};

const recipient = (user: { id: string; name: string }): Recipient => {
  if (!isId("usr", user.id)) throw new TypeError("a user without a user id");
  return { id: user.id, name: user.name };
};

const accountOptions = ({ services }: AuthOptions) => ({
  emailAndPassword: {
    enabled: true,
    minPasswordLength,
    maxPasswordLength: 128,
    autoSignIn: true,
    requireEmailVerification: false,
    revokeSessionsOnPasswordReset: true,
    resetPasswordTokenExpiresIn: 3_600,
    sendResetPassword: ({ user, token }: { user: { id: string; name: string }; token: string }) =>
      queueReset(services, recipient(user), token),
  },
  emailVerification: {
    sendOnSignUp: true,
    autoSignInAfterVerification: false,
    expiresIn: 3_600,
    sendVerificationEmail: ({ user, token }: { user: { id: string; name: string }; token: string }) =>
      queueVerification(services, recipient(user), token),
  },
});

const hooksOf = (parts: SecondFactorParts, account: AccountGuard) => ({
  before: createAuthMiddleware(async (ctx) => {
    refuseStrangeFields(ctx.path, ctx.body);
    await account.count(ctx.path, ctx.body);
    await guardSecondFactor(parts, ctx);
  }),
  after: createAuthMiddleware(async (ctx) => {
    const { returned } = ctx.context;
    if (!isAPIError(returned)) await account.signedIn(ctx.path, ctx.body);
    await noteSecondFactor(parts, ctx, returned);
  }),
});

const advancedOptions = ({ services, inBackground }: AuthOptions) => ({
  cookiePrefix: "boltz",
  useSecureCookies: services.settings.publicUrl.startsWith("https:"),
  // Said aloud, because the library switches both off where NODE_ENV is "test".
  disableOriginCheck: false,
  disableCSRFCheck: false,
  ipAddress: { ipAddressHeaders: [clientAddressHeader], ipv6Subnet: 64 },
  database: {
    generateId: ({ model }: { model: string }) => (model === "user" ? newId("usr") : randomUUID()),
  },
  backgroundTasks: { handler: inBackground },
});

/** Accounts, sessions and device sign-in, on tables and a database role of their own. */
export const createAuth = (options: AuthOptions) => {
  const { publicUrl } = options.services.settings;
  const tables = drizzle(options.pool);
  return betterAuth({
    appName: "BoltzTrader Marketplace",
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret: options.secret,
    trustedOrigins: [publicUrl],
    database: drizzleAdapter(tables, { provider: "pg", schema, transaction: true }),
    ...accountOptions(options),
    verification: { storeIdentifier: "hashed" },
    session: {
      expiresIn: 14 * 86_400,
      updateAge: 86_400,
      additionalFields: { secondFactorAt: { type: "date", required: false, input: false } },
    },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 120,
      customRules: options.limits ?? defaultLimits,
    },
    advanced: advancedOptions(options),
    hooks: hooksOf({ ...options, tables }, createAccountGuard(options)),
    plugins: [
      bearer(),
      twoFactor(),
      deviceAuthorization({
        verificationUri: new URL("/device", publicUrl).href,
        expiresIn: "15m",
        interval: "5s",
        validateClient: (clientId) => clientId === cliClientId,
      }),
    ],
    logger: {
      level: "error",
      disableColors: true,
      // Arguments are left out: they hold rows, and with them addresses.
      log: (level, message) => options.log[level]({ part: "auth" }, safeText(String(message))),
    },
    onAPIError: {
      onError: (error) => {
        if (!isAPIError(error)) options.log.error({ err: error, part: "auth" }, "sign-in fault");
      },
    },
    telemetry: { enabled: false },
  });
};

export type Auth = ReturnType<typeof createAuth>;
