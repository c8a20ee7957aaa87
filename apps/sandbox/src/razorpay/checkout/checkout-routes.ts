import { createHmac } from "node:crypto";
import { type Context, Hono } from "hono";
import { noticeBody } from "../../pages/checkout-page.ts";
import { originOf, sendPage } from "../../pages/layout.ts";
import { payOrder } from "../payments/pay-order.ts";
import { changeRazorpay, type Razorpay } from "../razorpay.ts";
import type { CheckoutRecord, OrderRecord, PaymentRecord } from "../records.ts";
import { everything } from "../tables.ts";
import { callbackBody, callbackScript, checkoutBody } from "./checkout-page.ts";
import { openCheckout } from "./open-checkout.ts";
import { emptyForm, type PaymentForm, readPaymentForm } from "./payment-form.ts";

type Answer = Response | Promise<Response>;
interface Visit {
  checkout: CheckoutRecord;
  order: OrderRecord;
  /** What the buyer has paid with already, or what his bank holds. */
  done: PaymentRecord | undefined;
}

/** The hosted page to which a shop posts its buyers. */
export function createRazorpayPages(rzp: Razorpay): Hono {
  const app = new Hono();

  app.post("/v1/checkout/embedded", async (c) => {
    const fields = new URLSearchParams(await c.req.text());
    const outcome = changeRazorpay(rzp, () => openCheckout(rzp, fields));
    if ("checkout" in outcome) return c.redirect(`/razorpay/checkout/${outcome.checkout.id}`, 303);
    const body = noticeBody({ title: "The shop asked wrongly", text: outcome.refusal, link: undefined });
    return sendPage(c, 422, { title: "The shop asked wrongly", body });
  });

  app.get("/razorpay/checkout/:id", (c) => {
    const visit = findVisit(rzp, c.req.param("id"));
    if (visit === undefined) return unknownPage(c);
    if (visit.done !== undefined) return donePage(c, visit, visit.done);
    const asked = c.req.query("method");
    const method = asked === "card" || asked === "upi" ? asked : visit.checkout.method;
    return formPage(c, 200, visit, emptyForm(method), visit.order.lastFailure);
  });

  app.post("/razorpay/checkout/:id", async (c) => {
    const fields = new URLSearchParams(await c.req.text());
    const visit = findVisit(rzp, c.req.param("id"));
    if (visit === undefined) return unknownPage(c);
    if (visit.done !== undefined) return donePage(c, visit, visit.done);
    const form = readPaymentForm(fields, rzp.core.clock());
    const { instrument, errors } = form;
    if (instrument === undefined || Object.keys(errors).length > 0)
      return formPage(c, 422, visit, form, null);
    const payment = changeRazorpay(rzp, () => payOrder(rzp, { ...visit, instrument }));
    if (payment.status === "authorized" || payment.status === "captured") {
      return callbackPage(c, 200, visit, { payment, title: "Thank you", goesOn: true });
    }
    const words = rzp.orders.find(visit.order.id)?.lastFailure ?? null;
    return formPage(c, 402, visit, { ...form, instrument: undefined }, words);
  });

  app.get("/assets/razorpay-callback.js", (c) =>
    c.body(callbackScript, 200, { "content-type": "text/javascript; charset=utf-8" }),
  );

  return app;

  function donePage(c: Context, visit: Visit, payment: PaymentRecord): Answer {
    const title = payment.status === "authorized" ? "Your bank holds the amount" : "This is paid already";
    const status = c.req.method === "POST" ? 409 : 200;
    return callbackPage(c, status, visit, { payment, title, goesOn: false });
  }

  function callbackPage(
    c: Context,
    status: 200 | 409,
    { checkout, order }: Visit,
    { payment, title, goesOn }: { payment: PaymentRecord; title: string; goesOn: boolean },
  ): Answer {
    const signature = createHmac("sha256", rzp.options.keySecret).update(`${order.id}|${payment.id}`);
    const body = callbackBody({
      title,
      text: "You are not charged twice. The shop is told what you paid with.",
      callbackUrl: checkout.callbackUrl,
      fields: {
        razorpay_payment_id: payment.id,
        razorpay_order_id: order.id,
        razorpay_signature: signature.digest("hex"),
      },
      goesOn,
    });
    const script = "/assets/razorpay-callback.js";
    return sendPage(c, status, { title, body, formOrigins: origins(checkout), script });
  }
}

function findVisit(rzp: Razorpay, checkoutId: string): Visit | undefined {
  const checkout = rzp.checkouts.find(checkoutId);
  const order = checkout === undefined ? undefined : rzp.orders.find(checkout.orderId);
  if (checkout === undefined || order === undefined) return;
  const payments = rzp.payments.list({ equal: { orderId: order.id }, limit: everything });
  const done =
    payments.find(({ status }) => status === "captured" || status === "refunded") ??
    payments.find(({ status }) => status === "authorized");
  return { checkout, order, done };
}

function formPage(
  c: Context,
  status: 200 | 402 | 422,
  { checkout, order }: Visit,
  form: PaymentForm,
  failure: string | null,
): Answer {
  return sendPage(c, status, {
    title: `Pay: ${checkout.description}`,
    body: checkoutBody({ checkout, order, form, failure }),
    formOrigins: origins(checkout),
    ...(form.method === "card" && { script: "/assets/checkout.js" }),
  });
}

function origins({ callbackUrl }: CheckoutRecord): string[] {
  const origin = originOf(callbackUrl);
  return origin === undefined ? [] : [origin];
}

function unknownPage(c: Context): Answer {
  const text = "The address is wrong, or the sandbox was started afresh since.";
  const body = noticeBody({ title: "There is no such payment", text, link: undefined });
  return sendPage(c, 404, { title: "No such payment", body });
}
