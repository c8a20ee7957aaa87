import { html } from "hono/html";
import { type Markup, tape } from "../../pages/layout.ts";
import { formatAmount } from "../../payments/currencies.ts";
import { instrumentsOf } from "../payments/instruments.ts";
import type { CheckoutRecord, OrderRecord } from "../records.ts";
import type { PaymentForm } from "./payment-form.ts";

interface CheckoutView {
  checkout: CheckoutRecord;
  order: OrderRecord;
  form: PaymentForm;
  /** Why the last try did not go through. */
  failure: string | null;
}

export function checkoutBody(view: CheckoutView): Markup {
  const { checkout, form, failure } = view;
  return html`${tape}
<main class="split">
${orderSummary(view)}
<div class="stack">
  <nav class="tabs" aria-label="How to pay">
    ${tab(checkout, "card", "Card", form.method)}
    ${tab(checkout, "upi", "UPI", form.method)}
  </nav>
  ${failure === null ? "" : html`<p class="alert" role="alert">${failure}</p>`}
  ${form.method === "card" ? cardForm(view) : upiForm(view)}
</div>
</main>`;
}

function tab(
  { id }: CheckoutRecord,
  method: PaymentForm["method"],
  words: string,
  present: PaymentForm["method"],
): Markup {
  const current = method === present ? html` aria-current="page"` : "";
  return html`<a href="/razorpay/checkout/${id}?method=${method}"${current}>${words}</a>`;
}

const priceOf = ({ amount, currency }: OrderRecord) => formatAmount(amount, currency.toLowerCase());

function orderSummary({ checkout, order }: CheckoutView): Markup {
  return html`<section class="stack" aria-labelledby="order">
  <div class="tight">
    <p class="soft">${checkout.shopName}</p>
    <h1 id="order">${checkout.description}</h1>
    <p class="amount">${priceOf(order)}</p>
  </div>
  <dl class="facts">
    <div><dt>Currency</dt><dd>${order.currency}</dd></div>
    ${checkout.email === "" ? "" : html`<div><dt>Receipt to</dt><dd>${checkout.email}</dd></div>`}
    ${order.receipt === null ? "" : html`<div><dt>Order</dt><dd><code>${order.receipt}</code></dd></div>`}
  </dl>
  ${checkout.cancelUrl === null ? "" : html`<p><a href="${checkout.cancelUrl}">Cancel and go back</a></p>`}
</section>`;
}

function cardForm({ checkout, order, form }: CheckoutView): Markup {
  const { typed, errors } = form;
  return html`<form class="card stack" method="post" action="/razorpay/checkout/${checkout.id}" data-checkout novalidate aria-labelledby="pay-title">
  <h2 id="pay-title">Pay by card</h2>
  <input type="hidden" name="method" value="card">
  ${field({ name: "number", label: "Card number", value: typed.number, error: errors.number, hint: "1234 1234 1234 1234", numeric: true })}
  <div class="pair">
    ${field({ name: "expiry", label: "Expiry (MM / YY)", value: typed.expiry, error: errors.expiry, hint: "MM / YY", numeric: true })}
    ${field({ name: "cvc", label: "CVV", value: "", error: errors.cvc, hint: "CVV", numeric: true })}
  </div>
  ${field({ name: "name", label: "Name on card", value: typed.name, error: errors.name, hint: "", numeric: false })}
  <button type="submit">Pay ${priceOf(order)}</button>
</form>
<section class="card stack" aria-labelledby="instruments">
  <div class="tight">
    <h2 id="instruments">Test cards</h2>
    <p class="soft">Choose one to fill in the form. Any later date, CVV and name will do.</p>
  </div>
  <ul class="cards">
    ${instrumentsOf("card").map(
      ({ number, label }) =>
        html`<li><button type="button" data-card="${number}"><code>${groupsOfFour(number)}</code> <span>${label}</span></button></li>`,
    )}
  </ul>
</section>`;
}

const groupsOfFour = (number: string) => number.replaceAll(/(.{4})(?=.)/g, "$1 ");

function upiForm({ checkout, order, form }: CheckoutView): Markup {
  const action = `/razorpay/checkout/${checkout.id}`;
  return html`<form class="card stack" method="post" action="${action}" novalidate aria-labelledby="pay-title">
  <h2 id="pay-title">Pay by UPI</h2>
  <input type="hidden" name="method" value="upi">
  ${field({ name: "vpa", label: "UPI address", value: form.typed.vpa, error: form.errors.vpa, hint: "name@bank", numeric: false })}
  <button type="submit">Pay ${priceOf(order)}</button>
</form>
<form class="card stack" method="post" action="${action}" aria-labelledby="instruments">
  <div class="tight">
    <h2 id="instruments">Test addresses</h2>
    <p class="soft">Choose one to pay with it.</p>
  </div>
  <input type="hidden" name="method" value="upi">
  <ul class="cards">
    ${instrumentsOf("upi").map(
      ({ number, label }) =>
        html`<li><button type="submit" name="vpa" value="${number}"><code>${number}</code> <span>${label}</span></button></li>`,
    )}
  </ul>
</form>`;
}

interface Field {
  name: string;
  label: string;
  value: string;
  error: string | undefined;
  hint: string;
  numeric: boolean;
}

function field({ name, label, value, error, hint, numeric }: Field): Markup {
  const described = error === undefined ? "" : html` aria-invalid="true" aria-describedby="${name}-error"`;
  return html`<div>
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" value="${value}" placeholder="${hint}" inputmode="${numeric ? "numeric" : "text"}" autocomplete="off" spellcheck="false" required${described}>
    ${error === undefined ? "" : html`<p class="error" id="${name}-error">${error}</p>`}
  </div>`;
}

interface CallbackView {
  title: string;
  text: string;
  callbackUrl: string;
  fields: Record<string, string>;
  /** Whether the browser is to go on by itself. */
  goesOn: boolean;
}

/** Leads back to the shop with what proves the payment. */
export function callbackBody({ title, text, callbackUrl, fields, goesOn }: CallbackView): Markup {
  return html`${tape}
<main class="narrow">
<form class="card stack" method="post" action="${callbackUrl}"${goesOn ? html` data-callback` : ""}>
  <h1>${title}</h1>
  <p class="soft">${text}</p>
  ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
  <button type="submit">Continue to the shop</button>
</form>
</main>`;
}

/** Comfort only: without it, the button does the same. */
export const callbackScript = `
const form = document.querySelector("form[data-callback]");
if (form) form.requestSubmit();
`;
