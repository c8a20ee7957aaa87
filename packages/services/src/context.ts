import type { Currency, ProviderName } from "@boltz/contract";
import type { Database, Reader } from "@boltz/db";
import type { Actor } from "@boltz/domain";
import type { PaymentProvider } from "@boltz/providers";
import type { Backtester } from "./backtester.ts";
import type { Mailer } from "./mails/mailer.ts";
import type { Queue } from "./queue.ts";

/** What lives as long as the process; built once, by the server or by a test. */
export interface Services {
  database: Database;
  /** The public catalogue, read-only and without an identity. */
  reader: Reader;
  queue: Queue;
  providers: Partial<Record<ProviderName, PaymentProvider>>;
  mailer: Mailer;
  backtester: Backtester;
  settings: Settings;
  now(): Date;
}

export interface Settings {
  /** The platform's share of a price, in hundredths of a percent. */
  feeBps: number;
  /** How long an earning is held before it can be paid out. */
  holdDays: number;
  /** The smallest payout of each currency. */
  payoutMinimums: Record<Currency, bigint>;
  /** Where the site is reached, without a slash at the end. */
  publicUrl: string;
  /** How long a checkout page takes payments. */
  checkoutMinutes: number;
  /** How long an erasure can still be called off. */
  erasureDays: number;
  /** How long the financial records of an erased person are kept under the pseudonym. */
  retentionYears: number;
  /** What unsubscribe links are signed with. */
  linkSecret: string;
  /** Ed25519 private key (PKCS#8, PEM) that signs bundles. */
  signingKeyPem: string;
}

/** What every verb is given: the services and who asks. */
export interface Context extends Services {
  actor: Actor;
}

export interface Call<Input> {
  ctx: Context;
  input: Input;
}
