import { html } from "hono/html";
import { formatAmount } from "../payments/currencies.ts";
import { type TestCard, testCards } from "../payments/test-cards.ts";
import type { SessionRecord } from "../store/records.ts";
import type { CardField, CardForm } from "./card-form.ts";
import { type Markup, tape } from "./layout.ts";

interface CheckoutView {
  session: SessionRecord;
  form: CardForm;
  /** Why the last try did not go through. */
  failure: string | null;
}

export function checkoutBody({ session, form, failure }: CheckoutView): Markup {
  return html`${tape}
<main class="split">
${orderSummary(session)}
<div class="stack">
${cardFormMarkup(session, form, failure)}
${testCardHints}
</div>
</main>`;
}

function orderSummary(session: SessionRecord): Markup {
  return html`<section class="stack" aria-labelledby="order">
  <div class="tight">
    <h1 id="order">${session.title}</h1>
    <p class="amount">${formatAmount(session.amountTotal, session.currency)}</p>
    <p class="soft">One payment, nothing recurring.</p>
  </div>
  <dl class="facts">
    <div><dt>Currency</dt><dd>${session.currency.toUpperCase()}</dd></div>
    ${session.customerEmail === null ? "" : html`<div><dt>Receipt to</dt><dd>${session.customerEmail}</dd></div>`}
    ${session.clientReferenceId === null ? "" : html`<div><dt>Order</dt><dd><code>${session.clientReferenceId}</code></dd></div>`}
  </dl>
  ${session.cancelUrl === null ? "" : html`<p><a href="${session.cancelUrl}">Cancel and go back</a></p>`}
</section>`;
}

function cardFormMarkup(session: SessionRecord, form: CardForm, failure: string | null): Markup {
  const { typed, errors } = form;
  return html`<form class="card stack" method="post" action="/checkout/${session.id}" data-checkout novalidate aria-labelledby="card-title">
  <h2 id="card-title">Pay by card</h2>
  ${failure === null ? "" : html`<p class="alert" role="alert">${failure} Nothing was charged; try again or use another card.</p>`}
  ${field({ name: "number", label: "Card number", value: typed.number, errors, hint: "1234 1234 1234 1234", numeric: true })}
  <div class="pair">
    ${field({ name: "expiry", label: "Expiry (MM / YY)", value: typed.expiry, errors, hint: "MM / YY", numeric: true })}
    ${field({ name: "cvc", label: "CVC", value: "", errors, hint: "CVC", numeric: true })}
  </div>
  ${field({ name: "name", label: "Name on card", value: typed.name, errors, hint: "", numeric: false })}
  <button type="submit">Pay ${formatAmount(session.amountTotal, session.currency)}</button>
</form>`;
}

interface Field {
  name: CardField;
  label: string;
  value: string;
  errors: CardForm["errors"];
  hint: string;
  numeric: boolean;
}

function field({ name, label, value, errors, hint, numeric }: Field): Markup {
  const error = errors[name];
  const described = error === undefined ? "" : html` aria-invalid="true" aria-describedby="${name}-error"`;
  return html`<div>
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" value="${value}" placeholder="${hint}" inputmode="${numeric ? "numeric" : "text"}" autocomplete="off" spellcheck="false" required${described}>
    ${error === undefined ? "" : html`<p class="error" id="${name}-error">${error}</p>`}
  </div>`;
}

const groupsOfFour = (number: string) => number.replaceAll(/(.{4})(?=.)/g, "$1 ");

const testCardHints: Markup = html`<section class="card stack" aria-labelledby="test-cards">
  <div class="tight">
    <h2 id="test-cards">Test cards</h2>
    <p class="soft">Choose one to fill in the form. Any later date, CVC and name will do.</p>
  </div>
  <ul class="cards">
    ${Object.values<TestCard>(testCards).map(
      (card) =>
        html`<li><button type="button" data-card="${card.number}"><code>${groupsOfFour(card.number)}</code> <span>${card.label}</span></button></li>`,
    )}
  </ul>
</section>`;

export function confirmBody(session: SessionRecord): Markup {
  return html`${tape}
<main class="narrow">
<form class="card stack" method="post" action="/checkout/${session.id}/confirm">
  <div class="tight">
    <p class="soft">Sandbox bank</p>
    <h1>Confirm this payment?</h1>
  </div>
  <p class="amount">${formatAmount(session.amountTotal, session.currency)}</p>
  <p>${session.title}</p>
  <button type="submit" name="decision" value="approve">Confirm payment</button>
  <button class="plain" type="submit" name="decision" value="refuse">Refuse</button>
</form>
</main>`;
}

interface Notice {
  title: string;
  text: string;
  link: { href: string; words: string } | undefined;
}

export function noticeBody({ title, text, link }: Notice): Markup {
  return html`${tape}
<main class="narrow">
<section class="card stack">
  <h1>${title}</h1>
  <p class="soft">${text}</p>
  ${link === undefined ? "" : html`<a class="button" href="${link.href}">${link.words}</a>`}
</section>
</main>`;
}
