import { createServer, type Server } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import type { Core } from "./core.ts";
import { createDashboard, type Dashboard, type ProviderDashboard } from "./dashboard/dashboard.ts";
import { createDashboardRoutes } from "./dashboard/routes.ts";
import { createFaults, type Faults } from "./faults/faults.ts";
import { createFaultRoutes, payDirectly } from "./faults/routes.ts";
import { createFaultState } from "./faults/settings.ts";
import { createMailbox, listMails } from "./mail/mailbox-routes.ts";
import { listeningPort, startMailServer } from "./mail/smtp.ts";
import { createCheckoutPages } from "./pages/checkout-routes.ts";
import { checkoutScript } from "./pages/checkout-script.ts";
import { createDashboardPages } from "./pages/dashboard-routes.ts";
import { createHomePages } from "./pages/home-routes.ts";
import { createOnboardingPages } from "./pages/onboarding-routes.ts";
import { styleSheet } from "./pages/style.ts";
import { expireDueSessions } from "./payments/expire-session.ts";
import type { PayOutcome } from "./payments/pay-session.ts";
import { createRazorpayRoutes } from "./razorpay/api.ts";
import { createRazorpayPages } from "./razorpay/checkout/checkout-routes.ts";
import { createRazorpayHomeRoutes, razorpayHomeSection } from "./razorpay/home-section.ts";
import { payRazorpayOrder, type RazorpayPayment, type RazorpayPayOptions } from "./razorpay/pay-directly.ts";
import { openRazorpay, type Razorpay, type RazorpayOptions } from "./razorpay/razorpay.ts";
import { createRazorpayDashboard } from "./razorpay/razorpay-dashboard.ts";
import { sweepRazorpay } from "./razorpay/sweep.ts";
import { createRazorpayScheme } from "./razorpay/webhook-scheme.ts";
import type { MailRecord, ProviderName } from "./store/records.ts";
import { openStore } from "./store/store.ts";
import { createStripeApi } from "./stripe/api.ts";
import { createStripeDashboard } from "./stripe/stripe-dashboard.ts";
import { createStripeScheme } from "./stripe/webhook-scheme.ts";
import { createDispatcher } from "./webhooks/dispatcher.ts";
import { createSender, type WebhookScheme } from "./webhooks/sender.ts";

export interface SandboxOptions {
  /** 0 takes a free one. */
  port: number;
  smtpPort?: number;
  /** Keeps payments and mails over a restart; `:memory:` does not. */
  dataFile: string;
  webhookUrl: string;
  webhookSecret: string;
  /** What the API is called with. A live key is refused. */
  secretKey: string;
  /** Where buyers reach the pages, if not at the port itself. */
  publicUrl?: string;
  /** Given, Razorpay is played too. */
  razorpay?: RazorpayOptions;
  clock?: () => Date;
  production?: boolean;
}

export interface Sandbox {
  url: string;
  port: number;
  smtpUrl: string;
  faults: Faults;
  /** What a person does at the provider, after the sale. */
  dashboard: Dashboard;
  /** For a receiver whose port is only known later. */
  deliverTo(stripeWebhookUrl: string, razorpayWebhookUrl?: string): void;
  /** Pays without the page. `confirm` answers the bank, where the card asks for it. */
  pay(sessionId: string, cardNumber: string, options?: { confirm?: boolean }): PayOutcome;
  /** Pays a Razorpay order without the page; by card at once, if nothing else is said. */
  payRazorpay(orderId: string, options?: RazorpayPayOptions): RazorpayPayment;
  /** Newest first. */
  mails(to?: string): MailRecord[];
  close(): Promise<void>;
}

const expirySweepMs = 1_000;
const razorpaySweepMs = 200;

/** A payment provider and a mail server of one's own, on this machine only. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  refuseProduction(options);
  const store = openStore(options.dataFile);
  const faultState = createFaultState();
  const trueClock = options.clock ?? (() => new Date());
  const clock = () => new Date(trueClock().getTime() + faultState.settings.clockOffsetMs);
  const stopping = new AbortController();
  const targets = { stripe: options.webhookUrl, razorpay: options.razorpay?.webhookUrl ?? "" };
  const schemes = new Map<ProviderName, WebhookScheme>([
    ["stripe", createStripeScheme({ target: () => targets.stripe, secret: options.webhookSecret, clock })],
  ]);
  if (options.razorpay !== undefined) {
    const { webhookSecret: secret } = options.razorpay;
    schemes.set("razorpay", createRazorpayScheme({ target: () => targets.razorpay, secret }));
  }
  const sender = createSender(schemes, stopping.signal);
  const dispatcher = createDispatcher({ store, faults: faultState, sender });
  const core: Core = {
    store,
    faults: faultState,
    dispatcher,
    clock,
    secretKey: options.secretKey,
    publicUrl: "",
  };
  const faults = createFaults(core);
  const razorpay = options.razorpay === undefined ? undefined : openRazorpay(core, options.razorpay);
  const providers: ProviderDashboard[] = [createStripeDashboard(core)];
  if (razorpay !== undefined) providers.push(createRazorpayDashboard(razorpay));
  const dashboard = createDashboard(core, providers);

  const server = createServer(
    getRequestListener(createApp(core, { faults, dashboard, providers, razorpay }).fetch),
  );
  const port = await listen(server, options.port).catch((error: unknown) => abandon(store.close, error));
  const url = `http://127.0.0.1:${port}`;
  core.publicUrl = (options.publicUrl ?? url).replace(/\/$/, "");
  const mailServer = await startMailServer(core, options.smtpPort ?? 0).catch((error: unknown) =>
    abandon(
      () => {
        server.close();
        store.close();
      },
      nameTakenPort(error, options.smtpPort ?? 0),
    ),
  );
  const sweep = setInterval(() => expireDueSessions(core), expirySweepMs).unref();
  const razorpaySweep = setInterval(() => razorpay && sweepRazorpay(razorpay), razorpaySweepMs).unref();
  dispatcher.wake();

  return {
    url,
    port,
    smtpUrl: `smtp://127.0.0.1:${mailServer.port}`,
    faults,
    dashboard,
    deliverTo(stripeWebhookUrl, razorpayWebhookUrl) {
      targets.stripe = stripeWebhookUrl;
      if (razorpayWebhookUrl !== undefined) targets.razorpay = razorpayWebhookUrl;
    },
    pay: (sessionId, cardNumber, payOptions) => payDirectly(core, sessionId, cardNumber, payOptions?.confirm),
    payRazorpay(orderId, payOptions) {
      if (razorpay === undefined) throw new Error("the sandbox was started without Razorpay");
      return payRazorpayOrder(razorpay, orderId, payOptions);
    },
    mails: (to) => listMails(core, to ?? ""),
    async close() {
      clearInterval(sweep);
      clearInterval(razorpaySweep);
      stopping.abort();
      await dispatcher.stop();
      await Promise.all([mailServer.close(), closeServer(server)]);
      store.close();
    },
  };
}

function refuseProduction({ production, secretKey, razorpay }: SandboxOptions): void {
  if (production === true) {
    throw new Error(
      "The payment sandbox refuses to start in production: it would take payments that no bank has made. " +
        "Set the keys of the real payment provider instead.",
    );
  }
  if (/^(sk|rk)_live_/.test(secretKey) || razorpay?.keyId.startsWith("rzp_live_")) {
    throw new Error(
      "The payment sandbox refuses a live key: it is none of its business. Give it a key of its own.",
    );
  }
}

interface Parts {
  faults: Faults;
  dashboard: Dashboard;
  providers: readonly ProviderDashboard[];
  razorpay: Razorpay | undefined;
}

function createApp(core: Core, parts: Parts): Hono<{ Bindings: HttpBindings }> {
  const { faults, dashboard, providers, razorpay } = parts;
  const app = new Hono<{ Bindings: HttpBindings }>();
  const sections = razorpay === undefined ? [] : [() => razorpayHomeSection(razorpay)];
  if (razorpay !== undefined) {
    app.route("/", createRazorpayRoutes(razorpay));
    app.route("/", createRazorpayPages(razorpay));
    app.route("/", createRazorpayHomeRoutes(razorpay));
  }
  app.route("/", createStripeApi(core));
  app.route("/", createCheckoutPages(core));
  app.route("/", createOnboardingPages(core));
  app.route("/", createMailbox(core));
  app.route("/", createHomePages(core, providers, sections));
  app.route("/", createFaultRoutes(core, faults));
  app.route("/", createDashboardRoutes(dashboard));
  app.route("/", createDashboardPages(dashboard));
  app.get("/assets/sandbox.css", (c) =>
    c.body(styleSheet, 200, { "content-type": "text/css; charset=utf-8" }),
  );
  app.get("/assets/checkout.js", (c) =>
    c.body(checkoutScript, 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  app.notFound((c) =>
    c.json(
      {
        error: {
          type: "invalid_request_error",
          message: `Unrecognized request URL (${c.req.method}: ${c.req.path}).`,
        },
      },
      404,
    ),
  );
  app.onError((error, c) => c.json({ error: { type: "api_error", message: error.message } }, 500));
  return app;
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(nameTakenPort(error, port)));
    server.listen(port, "127.0.0.1", resolve);
  });
  return listeningPort(server.address());
}

function nameTakenPort(error: unknown, port: number): unknown {
  const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  return isTaken
    ? new Error(`The payment sandbox cannot use port ${port}: it is taken.`, { cause: error })
    : error;
}

function abandon(tidy: () => void, error: unknown): never {
  tidy();
  throw error;
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
