import { openDatabase, openReader, type RoleUrls, roleUrls } from "@boltz/db";
import { payoutMinimumsOf } from "@boltz/domain";
import { createRazorpayProvider, createStripeProvider } from "@boltz/providers";
import type { Queue, Services } from "@boltz/services";
import type { Logger } from "pino";
import { openBacktester } from "./backtests/open-backtester.ts";
import type { Config } from "./config.ts";
import type { Secrets } from "./local-secrets.ts";
import { openMailer } from "./mailer.ts";
import type { MarketplaceOptions } from "./marketplace-options.ts";

export interface ServicesOptions {
  config: Config;
  options: MarketplaceOptions;
  urls: RoleUrls;
  secrets: Secrets;
  log: Logger;
  onIdleError(error: Error): void;
  queue: Queue;
}

const checkoutMinutes = 60;

/** Builds what the verbs stand on. Nothing is asked of anybody yet: connections open when they are needed. */
export const openServices = ({
  config,
  options,
  urls,
  secrets,
  log,
  onIdleError,
  queue,
}: ServicesOptions) => {
  const max = options.poolSize ?? 20;
  const database = openDatabase({ url: urls.boltz_app, max, onIdleError });
  const { databaseReaderUrl } = config;
  const readerUrls = databaseReaderUrl === null ? urls : roleUrls(databaseReaderUrl, secrets.appSecret);
  const reader = openReader({ url: readerUrls.boltz_reader });
  const stripe = options.stripe === null ? null : createStripeProvider(options.stripe);
  const razorpay = options.razorpay === null ? null : createRazorpayProvider(options.razorpay);
  const mailer = openMailer({ smtpUrl: options.smtpUrl, from: config.mailFrom });
  const { backtester, close: closeBacktester } = openBacktester({
    ...config.backtests,
    onIdleError: (error) => log.error({ err: error }, "a backtest's thread ended by itself"),
  });
  const services: Services = {
    database,
    reader,
    queue,
    providers: { ...(stripe === null ? {} : { stripe }), ...(razorpay === null ? {} : { razorpay }) },
    mailer,
    backtester,
    settings: {
      feeBps: config.feeBps,
      holdDays: config.holdDays,
      payoutMinimums: payoutMinimumsOf(config.payoutMinMinor),
      publicUrl: config.publicUrl,
      checkoutMinutes,
      erasureDays: config.erasureDays,
      retentionYears: config.retentionYears,
      linkSecret: secrets.appSecret,
      signingKeyPem: secrets.signingKeyPem,
    },
    now: options.now ?? (() => new Date()),
  };
  const close = async () => {
    mailer.close();
    await closeBacktester();
    await reader.end({ timeout: 5 });
    await database.close();
  };
  return { services, razorpay, close };
};
