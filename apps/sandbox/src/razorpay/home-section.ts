import { Hono } from "hono";
import { html } from "hono/html";
import type { Markup } from "../pages/layout.ts";
import { formatAmount } from "../payments/currencies.ts";
import { testBankAccounts } from "./accounts/test-bank-accounts.ts";
import { settleLatePayment } from "./payments/pay-order.ts";
import { changeRazorpay, type Razorpay } from "./razorpay.ts";
import type { OrderRecord } from "./records.ts";

const shownOrders = 20;

/** The latest orders, where a bank that has not answered can be made to, and what to type to see something else. */
export function razorpayHomeSection(rzp: Razorpay): Markup {
  const orders = rzp.orders.latest(shownOrders);
  return html`<section class="stack" aria-label="Razorpay orders">
  <h2>Razorpay</h2>
  ${
    orders.length === 0
      ? html`<p class="card soft">No order yet.</p>`
      : html`<ul class="list">${orders.map((order) => orderRow(rzp, order))}</ul>`
  }
  <div class="card stack">
    <h3>Bank accounts for creators</h3>
    <p class="soft">Every account number is good at once, but for these. The IFSC looks like HDFC0000317.</p>
    <dl class="facts">${testBankAccounts.map(
      ({ number, label }) => html`<div><dt>${label}</dt><dd><code>${number}</code></dd></div>`,
    )}</dl>
  </div>
</section>`;
}

function orderRow(rzp: Razorpay, order: OrderRecord): Markup {
  const late = rzp.payments.list({ equal: { orderId: order.id, status: "created" }, limit: shownOrders });
  const title = order.notes["title"] ?? order.receipt ?? order.id;
  return html`<li>
    <div class="row"><strong>${title}</strong><span class="badge">${order.status}</span></div>
    <div class="row soft"><span>${formatAmount(order.amount, order.currency.toLowerCase())}</span><code>${order.id}</code></div>
    ${late.map(
      ({ id }) => html`<div class="row"><form method="post" action="/razorpay/payments/${id}/settle">
      <button type="submit" name="result" value="succeeded">Let it arrive</button>
      <button class="plain" type="submit" name="result" value="failed">Let it fail</button>
    </form></div>`,
    )}
  </li>`;
}

export function createRazorpayHomeRoutes(rzp: Razorpay): Hono {
  const app = new Hono();
  app.post("/razorpay/payments/:id/settle", async (c) => {
    const fields = new URLSearchParams(await c.req.text());
    const result = fields.get("result") === "succeeded" ? "succeeded" : "failed";
    changeRazorpay(rzp, () => {
      const payment = rzp.payments.find(c.req.param("id"));
      if (payment?.status === "created") settleLatePayment(rzp, payment, result);
    });
    return c.redirect("/", 303);
  });
  return app;
}
