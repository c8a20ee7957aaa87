import { type Context, Hono } from "hono";
import type { Core } from "../core.ts";
import { currentSession } from "../payments/expire-session.ts";
import { confirmPayment, type PayOutcome, paySession } from "../payments/pay-session.ts";
import type { SessionRecord } from "../store/records.ts";
import { type CardForm, emptyCardForm, readCardForm } from "./card-form.ts";
import { checkoutBody, confirmBody, noticeBody } from "./checkout-page.ts";
import { originOf, sendPage } from "./layout.ts";

type Answer = Response | Promise<Response>;

/** The hosted page on which a buyer pays. */
export function createCheckoutPages(core: Core): Hono {
  const app = new Hono();

  app.get("/checkout/:id", (c) => {
    const session = currentSession(core, c.req.param("id"));
    if (session?.status !== "open") return closedPage(c, session);
    if (session.awaitsConfirmation) return c.redirect(`/checkout/${session.id}/confirm`, 303);
    return formPage(c, 200, session, emptyCardForm, lastFailure(core, session));
  });

  app.post("/checkout/:id", async (c) => {
    const fields = new URLSearchParams(await c.req.text());
    const session = currentSession(core, c.req.param("id"));
    if (session?.status !== "open") return closedPage(c, session);
    const form = readCardForm(fields, core.clock());
    if (form.card === undefined || Object.keys(form.errors).length > 0)
      return formPage(c, 422, session, form, null);
    return afterTry(c, session, form, paySession(core, session.id, form.card.behaviour));
  });

  app.get("/checkout/:id/confirm", (c) => {
    const session = currentSession(core, c.req.param("id"));
    if (session?.status !== "open") return closedPage(c, session);
    if (!session.awaitsConfirmation) return c.redirect(`/checkout/${session.id}`, 303);
    return sendPage(c, 200, {
      title: "Confirm payment",
      body: confirmBody(session),
      formOrigins: origins(session),
    });
  });

  app.post("/checkout/:id/confirm", async (c) => {
    const fields = new URLSearchParams(await c.req.text());
    const session = currentSession(core, c.req.param("id"));
    if (session?.status !== "open") return closedPage(c, session);
    const outcome = confirmPayment(core, session.id, fields.get("decision") === "approve");
    if (outcome.kind === "declined") return c.redirect(`/checkout/${session.id}`, 303);
    return afterTry(c, session, emptyCardForm, outcome);
  });

  return app;

  function afterTry(c: Context, session: SessionRecord, form: CardForm, outcome: PayOutcome): Answer {
    switch (outcome.kind) {
      case "paid":
      case "processing":
        return c.redirect(returnAddress(session), 303);
      case "confirm":
        return c.redirect(`/checkout/${session.id}/confirm`, 303);
      case "declined":
        return formPage(c, 402, session, form, outcome.decline.message);
      case "closed":
      case "unknown_session":
        return closedPage(c, currentSession(core, session.id));
    }
  }
}

function formPage(
  c: Context,
  status: 200 | 402 | 422,
  session: SessionRecord,
  form: CardForm,
  failure: string | null,
): Answer {
  return sendPage(c, status, {
    title: `Pay: ${session.title}`,
    body: checkoutBody({ session, form, failure }),
    formOrigins: origins(session),
    script: "/assets/checkout.js",
  });
}

function lastFailure(core: Core, session: SessionRecord): string | null {
  const intent = session.intentId === null ? undefined : core.store.intents.find(session.intentId);
  return intent?.lastDecline?.message ?? null;
}

function returnAddress(session: SessionRecord): string {
  return session.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}

function origins(session: SessionRecord): string[] {
  const origin = originOf(session.successUrl);
  return origin === undefined ? [] : [origin];
}

function closedPage(c: Context, session: SessionRecord | undefined): Answer {
  if (session === undefined) {
    return sendPage(c, 404, {
      title: "No such payment",
      body: noticeBody({
        title: "There is no such payment",
        text: "The address is wrong, or the sandbox was started afresh since.",
        link: undefined,
      }),
    });
  }
  if (session.status === "expired") {
    const link = session.cancelUrl === null ? undefined : { href: session.cancelUrl, words: "Go back" };
    const text = "This page takes no payment any more and nothing was charged. Go back and start again.";
    const body = noticeBody({ title: "This payment page has expired", text, link });
    return sendPage(c, 410, { title: "Payment page expired", body });
  }
  const paid = session.paymentStatus === "paid";
  const body = noticeBody({
    title: paid ? "This is paid already" : "Your payment is under way",
    text: paid
      ? "You were charged once and will not be charged again."
      : "It is not settled yet. There is nothing more to do here.",
    link: { href: returnAddress(session), words: "Continue" },
  });
  return sendPage(c, c.req.method === "POST" ? 409 : 200, {
    title: paid ? "Already paid" : "Payment under way",
    body,
  });
}
