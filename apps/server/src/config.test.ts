import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";
import { secretsOf } from "./local-secrets.ts";

const pem = generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();

const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://owner:secret@db.test:5432/market",
  APP_SECRET: "thirty-two characters at the least",
  SIGNING_KEY: pem,
  PUBLIC_URL: "https://market.test",
  SMTP_URL: "smtps://user:pass@mail.test",
  STRIPE_SECRET_KEY: "sk_live_abc123",
  PAYMENT_WEBHOOK_SECRET_STRIPE: "whsec_old,whsec_new",
};

test("everything has a default where a developer starts it", () => {
  expect(readConfig({})).toMatchObject({
    isProduction: false,
    port: 8005,
    sandboxPort: 8006,
    publicUrl: "http://localhost:8005",
    databaseUrl: null,
    stripe: null,
    razorpay: null,
    feeBps: 3_000,
    holdDays: 7,
    payoutMinMinor: 1_000,
    trustedProxies: [],
    backtests: { threads: Math.max(1, availableParallelism() - 1), proofSeconds: 120, trialSeconds: 20 },
  });
  expect(readConfig({ PORT: "9000", PLATFORM_FEE_PERCENT: "12.5", DATABASE_URL: " " })).toMatchObject({
    publicUrl: "http://localhost:9000",
    sandboxPort: 9_001,
    feeBps: 1_250,
    databaseUrl: null,
  });
});

test("production takes both webhook secrets while they are rotated", () => {
  const { stripe, publicUrl, signingKeyPem } = readConfig(production);
  expect(stripe).toEqual({ secretKey: "sk_live_abc123", webhookSecrets: ["whsec_old", "whsec_new"] });
  expect([publicUrl, signingKeyPem]).toEqual(["https://market.test", pem]);
});

test("a signing key may stand on one line, as PEM with \\n or as base64", () => {
  const base64 = pem.split("\n").slice(1, -2).join("");
  for (const text of [pem.replaceAll("\n", "\\n"), base64])
    expect(readConfig({ SIGNING_KEY: text }).signingKeyPem).toBe(pem);
});

describe("what production cannot do without", () => {
  const needed = Object.keys(production).filter((name) => !/^NODE_ENV|STRIPE/.test(name));
  test.each(needed)("%s", (name) => {
    const expected = new RegExp(`^${name} `);
    expect(() => readConfig({ ...production, [name]: undefined })).toThrow(expected);
    expect(() => readConfig({ ...production, [name]: "" })).toThrow(ConfigError);
  });

  test("an address that is encrypted", () => {
    expect(() => readConfig({ ...production, PUBLIC_URL: "http://market.test" })).toThrow(
      /^PUBLIC_URL must be https/,
    );
  });
});

const rsa = generateKeyPairSync("rsa", { modulusLength: 2_048 })
  .privateKey.export({ format: "pem", type: "pkcs8" })
  .toString();

test.each([
  ["PORT", "eighty"],
  ["PORT", "0"],
  ["PORT", "70000"],
  ["PORT", "80.5"],
  ["SANDBOX_PORT", "-1"],
  ["NODE_ENV", "prod"],
  ["LOG_LEVEL", "loud"],
  ["PUBLIC_URL", "market.test"],
  ["PUBLIC_URL", "https://market.test/path"],
  ["DATABASE_URL", "mysql://db.test/x"],
  ["DATABASE_READER_URL", "db.test"],
  ["APP_SECRET", "short"],
  ["SIGNING_KEY", "not a key"],
  ["SIGNING_KEY", rsa],
  ["SMTP_URL", "mail.test:25"],
  ["STRIPE_SECRET_KEY", "pk_live_public"],
  ["PAYMENT_WEBHOOK_SECRET_STRIPE", "one,two,three"],
  ["RAZORPAY_KEY_ID", "key_12345678"],
  ["PAYMENT_WEBHOOK_SECRET_RAZORPAY", "one,two,three"],
  ["RAZORPAYX_ACCOUNT_NUMBER", "7878 7878 7878"],
  ["PLATFORM_FEE_PERCENT", "100"],
  ["PLATFORM_FEE_PERCENT", "-3"],
  ["HOLD_DAYS", "7 days"],
  ["PAYOUT_MIN_MINOR", "0"],
  ["BACKTEST_THREADS", "0"],
  ["BACKTEST_SECONDS", "forever"],
  ["TRUSTED_PROXIES", "10.0.0.0/33"],
  ["TRUSTED_PROXIES", "proxy.test"],
])("%s=%s stops the start with one line that names it and not its value", (name, value) => {
  const read = () => readConfig({ [name]: value });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(new RegExp(`^${name} [^\\n]+$`));
  if (value.length > 8) expect(read).not.toThrow(value);
});

test("Stripe's key and webhook secret come together", () => {
  expect(() => readConfig({ STRIPE_SECRET_KEY: "sk_test_1" })).toThrow(/^PAYMENT_WEBHOOK_SECRET_STRIPE /);
  expect(() => readConfig({ PAYMENT_WEBHOOK_SECRET_STRIPE: "whsec_1" })).toThrow(/^STRIPE_SECRET_KEY /);
});

const razorpay = {
  RAZORPAY_KEY_ID: "rzp_live_abc123",
  RAZORPAY_KEY_SECRET: "a key secret",
  PAYMENT_WEBHOOK_SECRET_RAZORPAY: "first,second",
};

describe("Razorpay", () => {
  test("is paid out through Route, or from the account of RazorpayX where there is one", () => {
    const expected = {
      keyId: "rzp_live_abc123",
      keySecret: "a key secret",
      webhookSecrets: ["first", "second"],
    };
    expect(readConfig(razorpay).razorpay).toEqual({ ...expected, x: null });
    expect(readConfig({ ...razorpay, RAZORPAYX_ACCOUNT_NUMBER: "7878780080316316" }).razorpay).toEqual({
      ...expected,
      x: { accountNumber: "7878780080316316" },
    });
  });

  test.each(Object.keys(razorpay))("without its %s is refused", (name) => {
    const read = () => readConfig({ ...razorpay, [name]: undefined });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name} is needed beside \\w+$`));
    expect(() => readConfig({ RAZORPAYX_ACCOUNT_NUMBER: "7878780080316316" })).toThrow(
      /^RAZORPAY_KEY_ID is needed beside RAZORPAYX_ACCOUNT_NUMBER$/,
    );
  });

  test("alone is enough for production, and none at all is not", () => {
    const { STRIPE_SECRET_KEY: _, PAYMENT_WEBHOOK_SECRET_STRIPE: __, ...rest } = production;
    const config = readConfig({ ...rest, ...razorpay });
    expect([config.stripe, config.razorpay?.keyId]).toEqual([null, "rzp_live_abc123"]);
    expect(() => readConfig(rest)).toThrow(/^STRIPE_SECRET_KEY or RAZORPAY_KEY_ID is needed in production$/);
  });

  test("in test mode does not stand beside a live Stripe", () => {
    expect(readConfig({ ...production, ...razorpay }).razorpay).not.toBeNull();
    expect(() => readConfig({ ...production, ...razorpay, RAZORPAY_KEY_ID: "rzp_test_abc123" })).toThrow(
      /^RAZORPAY_KEY_ID must be of the same mode/,
    );
  });
});

test("secrets that are not set are made once, for their owner only, and found again", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "boltz-secrets-"));
  try {
    const config = readConfig({ DATA_DIR: dataDir });
    const first = secretsOf(config);
    expect(secretsOf(config)).toEqual(first);
    expect(first.appSecret.length).toBeGreaterThanOrEqual(32);
    expect(readConfig({ SIGNING_KEY: first.signingKeyPem }).signingKeyPem).toContain("PRIVATE KEY");
    for (const file of ["app-secret", "signing-key.pem"]) {
      expect((await stat(join(dataDir, file))).mode & 0o777).toBe(0o600);
      expect((await readFile(join(dataDir, file), "utf8")).length).toBeGreaterThan(30);
    }
  } finally {
    await rm(dataDir, { recursive: true });
  }
});
