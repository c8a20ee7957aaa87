import { createPrivateKey, type KeyObject } from "node:crypto";
import { isIP } from "node:net";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { z } from "zod";

/** A variable that cannot be used; the message is one line that names it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const flatKey = (text: string) => text.replaceAll("\\n", "\n").trim();

/** The Ed25519 private key in a PEM (PKCS#8) or in its base64; undefined for anything else. */
const readSigningKey = (text: string): KeyObject | undefined => {
  const flat = flatKey(text);
  try {
    const key = flat.startsWith("-----BEGIN")
      ? createPrivateKey(flat)
      : createPrivateKey({ key: Buffer.from(flat, "base64"), format: "der", type: "pkcs8" });
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
};

const signingKey = z.string().transform((text, context) => {
  const key = readSigningKey(text);
  if (key !== undefined) return key.export({ format: "pem", type: "pkcs8" }).toString();
  context.addIssue({ code: "custom", message: "must be an Ed25519 private key (PKCS#8), as PEM or base64" });
  return z.NEVER;
});

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

const port = wholeNumber(1, 65_535);
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

const hasProtocol = (...protocols: string[]) => {
  const shape = protocols.map((protocol) => `${protocol}//…`).join(" or ");
  return z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must look like ${shape}`,
    );
};
const postgresUrl = hasProtocol("postgres:", "postgresql:");

const origin = hasProtocol("https:", "http:")
  .transform((text) => new URL(text))
  .refine(
    (url) => url.pathname === "/" && url.search === "" && url.hash === "",
    "must be an origin, without a path",
  )
  .transform((url) => url.origin);

const isNetwork = (text: string) => {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
};

const webhookSecrets = list.refine(
  (secrets) => secrets.length >= 1 && secrets.length <= 2,
  "takes one secret, or two",
);
const percent = z
  .string()
  .regex(/^\d{1,2}(\.\d{1,2})?$/, "must be from 0 to 99.99")
  .transform((text) => Math.round(Number(text) * 100));

const variables = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  PORT: port.default(8005),
  SANDBOX_PORT: port.optional(),
  DATA_DIR: z.string().optional(),
  PUBLIC_URL: origin.optional(),
  CALLS_PER_MINUTE: wholeNumber(0, 1_000_000).default(1_200),
  /** Serves /metrics, /health and /ready on a port of their own, also from a process that only works off queues. */
  METRICS_PORT: port.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: hasProtocol("https:", "http:").optional(),
  TRUSTED_PROXIES: list
    .refine((networks) => networks.every(isNetwork), "must list addresses or networks such as 10.0.0.0/8")
    .default([]),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_READER_URL: postgresUrl.optional(),
  APP_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  SIGNING_KEY: signingKey.optional(),
  SMTP_URL: hasProtocol("smtp:", "smtps:").optional(),
  MAIL_FROM: z.string().default("BoltzTrader Marketplace <no-reply@localhost>"),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, "must look like sk_test_… or sk_live_…")
    .optional(),
  PAYMENT_WEBHOOK_SECRET_STRIPE: webhookSecrets.optional(),
  RAZORPAY_KEY_ID: z
    .string()
    .regex(/^rzp_(test|live)_\w+$/, "must look like rzp_test_… or rzp_live_…")
    .optional(),
  RAZORPAY_KEY_SECRET: z.string().optional(),
  PAYMENT_WEBHOOK_SECRET_RAZORPAY: webhookSecrets.optional(),
  RAZORPAYX_ACCOUNT_NUMBER: z
    .string()
    .regex(/^[0-9A-Za-z]{5,34}$/, "must be 5 to 34 letters and digits")
    .optional(),
  PLATFORM_FEE_PERCENT: percent.default(3_000),
  HOLD_DAYS: wholeNumber(0, 90).default(7),
  PAYOUT_MIN_MINOR: wholeNumber(1, 100_000_000).default(1_000),
  ERASURE_DAYS: wholeNumber(0, 90).default(14),
  RETENTION_YEARS: wholeNumber(1, 30).default(10),
  /** Threads of one process for proofs, and as many for authors' tries. */
  BACKTEST_THREADS: wholeNumber(1, 64).default(Math.max(1, availableParallelism() - 1)),
  BACKTEST_SECONDS: wholeNumber(1, 3_600).default(120),
  BACKTEST_TRIAL_SECONDS: wholeNumber(1, 600).default(20),
});

type Variables = z.output<typeof variables>;
export type LogLevel = Variables["LOG_LEVEL"];

export interface Config {
  isProduction: boolean;
  logLevel: LogLevel;
  port: number;
  sandboxPort: number;
  /** Where a development start keeps its database, secrets and mails. */
  dataDir: string;
  publicUrl: string;
  trustedProxies: string[];
  /** Calls that one address or one person may make in a minute; 0 sets no limit. */
  callsPerMinute: number;
  metricsPort: number | null;
  /** Where traces are sent by OTLP over HTTP; null sends none. */
  tracesEndpoint: string | null;
  databaseUrl: string | null;
  databaseReaderUrl: string | null;
  appSecret: string | null;
  signingKeyPem: string | null;
  smtpUrl: string | null;
  mailFrom: string;
  stripe: { secretKey: string; webhookSecrets: string[] } | null;
  /** With `x`, creators are paid from this current account of RazorpayX; without, through Route. */
  razorpay: {
    keyId: string;
    keySecret: string;
    webhookSecrets: string[];
    x: { accountNumber: string } | null;
  } | null;
  feeBps: number;
  holdDays: number;
  payoutMinMinor: number;
  /** How long an erasure can still be called off, and how long financial records outlive it. */
  erasureDays: number;
  retentionYears: number;
  /** How many strategies run at once, and how long one run and one author's try may take. */
  backtests: { threads: number; proofSeconds: number; trialSeconds: number };
}

const neededInProduction = [
  "DATABASE_URL",
  "APP_SECRET",
  "SIGNING_KEY",
  "PUBLIC_URL",
  "SMTP_URL",
] as const satisfies (keyof Variables)[];

const parse = (environment: Record<string, string | undefined>): Variables => {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const result = variables.safeParse(set);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = String(issue?.path[0]);
  const choices =
    issue?.code === "invalid_value" ? `must be one of ${issue.values.join(", ")}` : issue?.message;
  throw new ConfigError(`${name} ${choices}`);
};

const stripeOf = (vars: Variables): Config["stripe"] => {
  const { STRIPE_SECRET_KEY: secretKey, PAYMENT_WEBHOOK_SECRET_STRIPE: secrets } = vars;
  if (secretKey === undefined && secrets === undefined) return null;
  if (secretKey === undefined)
    throw new ConfigError("STRIPE_SECRET_KEY is needed beside PAYMENT_WEBHOOK_SECRET_STRIPE");
  if (secrets === undefined)
    throw new ConfigError("PAYMENT_WEBHOOK_SECRET_STRIPE is needed beside STRIPE_SECRET_KEY");
  return { secretKey, webhookSecrets: secrets };
};

const ofRazorpay = [
  "RAZORPAY_KEY_ID",
  "RAZORPAY_KEY_SECRET",
  "PAYMENT_WEBHOOK_SECRET_RAZORPAY",
  "RAZORPAYX_ACCOUNT_NUMBER",
] as const satisfies (keyof Variables)[];

const razorpayOf = (vars: Variables): Config["razorpay"] => {
  const given = ofRazorpay.find((name) => vars[name] !== undefined);
  if (given === undefined) return null;
  const missing = (name: keyof Variables) => new ConfigError(`${name} is needed beside ${given}`);
  const { RAZORPAY_KEY_ID: keyId, RAZORPAY_KEY_SECRET: keySecret } = vars;
  const { PAYMENT_WEBHOOK_SECRET_RAZORPAY: secrets, RAZORPAYX_ACCOUNT_NUMBER: accountNumber } = vars;
  if (keyId === undefined) throw missing("RAZORPAY_KEY_ID");
  if (keySecret === undefined) throw missing("RAZORPAY_KEY_SECRET");
  if (secrets === undefined) throw missing("PAYMENT_WEBHOOK_SECRET_RAZORPAY");
  return {
    ...{ keyId, keySecret, webhookSecrets: secrets },
    x: accountNumber === undefined ? null : { accountNumber },
  };
};

/** Test payments beside live ones would end in one ledger. */
const refuseMixedModes = ({ STRIPE_SECRET_KEY: stripe, RAZORPAY_KEY_ID: razorpay }: Variables): void => {
  if (stripe === undefined || razorpay === undefined) return;
  if (stripe.includes("_live_") !== razorpay.includes("_live_"))
    throw new ConfigError("RAZORPAY_KEY_ID must be of the same mode, test or live, as STRIPE_SECRET_KEY");
};

const refuseIncompleteProduction = (vars: Variables): void => {
  for (const name of neededInProduction)
    if (vars[name] === undefined) throw new ConfigError(`${name} is needed in production`);
  if (vars.PUBLIC_URL?.startsWith("https://") !== true)
    throw new ConfigError("PUBLIC_URL must be https:// in production");
  if (stripeOf(vars) === null && razorpayOf(vars) === null)
    throw new ConfigError("STRIPE_SECRET_KEY or RAZORPAY_KEY_ID is needed in production");
};

/** Reads every variable once. Throws `ConfigError` at the first that cannot be used. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): Config => {
  const vars = parse(environment);
  const isProduction = vars.NODE_ENV === "production";
  refuseMixedModes(vars);
  if (isProduction) refuseIncompleteProduction(vars);
  return {
    isProduction,
    logLevel: vars.LOG_LEVEL,
    port: vars.PORT,
    sandboxPort: vars.SANDBOX_PORT ?? Math.min(vars.PORT + 1, 65_535),
    dataDir: vars.DATA_DIR ?? join(import.meta.dirname, "../../..", ".boltz"),
    publicUrl: vars.PUBLIC_URL ?? `http://localhost:${vars.PORT}`,
    trustedProxies: vars.TRUSTED_PROXIES,
    callsPerMinute: vars.CALLS_PER_MINUTE,
    metricsPort: vars.METRICS_PORT ?? null,
    tracesEndpoint: vars.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    databaseUrl: vars.DATABASE_URL ?? null,
    databaseReaderUrl: vars.DATABASE_READER_URL ?? null,
    appSecret: vars.APP_SECRET ?? null,
    signingKeyPem: vars.SIGNING_KEY ?? null,
    smtpUrl: vars.SMTP_URL ?? null,
    mailFrom: vars.MAIL_FROM,
    stripe: stripeOf(vars),
    razorpay: razorpayOf(vars),
    feeBps: vars.PLATFORM_FEE_PERCENT,
    holdDays: vars.HOLD_DAYS,
    payoutMinMinor: vars.PAYOUT_MIN_MINOR,
    erasureDays: vars.ERASURE_DAYS,
    retentionYears: vars.RETENTION_YEARS,
    backtests: {
      threads: vars.BACKTEST_THREADS,
      proofSeconds: vars.BACKTEST_SECONDS,
      trialSeconds: vars.BACKTEST_TRIAL_SECONDS,
    },
  };
};
