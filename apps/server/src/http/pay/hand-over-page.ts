import { isId, MarketError } from "@boltz/contract";
import { getHandOver, type HandOver } from "@boltz/services";
import type { Context } from "hono";
import { html } from "hono/html";
import { identify } from "../../auth/actor-of.ts";
import type { AppParts, Env } from "../parts.ts";
import { plainPage } from "./plain-page.ts";
import { priceText } from "./price-text.ts";

export const scriptAddress = "/pay/hand-over.js";
export const callbackPath = "/api/payments/razorpay/callback";

/** Comfort only: without it the button does the same. Somebody who comes back is not sent off again. */
export const handOverScript = `
const form = document.querySelector("form[data-hand-over]");
const [visit] = performance.getEntriesByType("navigation");
if (form && visit?.type !== "back_forward") form.requestSubmit();
`;

/** Leads the buyer of a purchase that waits on to Razorpay's page, which takes only a posted form. */
export const handOverPage = (parts: AppParts) => async (c: Context<Env, "/pay/razorpay/:purchaseId">) => {
  const { services, auth, razorpay } = parts;
  const purchaseId = c.req.param("purchaseId");
  if (razorpay === null || !isId("pur", purchaseId)) return missing(c);
  const { actor, cookies } = await identify(auth, services, c.req.raw.headers);
  for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
  if (actor.kind === "visitor")
    return c.redirect(`/sign-in?next=${encodeURIComponent(`/pay/razorpay/${purchaseId}`)}`, 303);
  try {
    const order = await getHandOver({ ctx: { ...services, actor }, input: { purchaseId } });
    if (order.orderId === null) return c.redirect(`/purchases/${purchaseId}`, 303);
    return drawForm(c, parts, { ...order, orderId: order.orderId });
  } catch (error) {
    if (error instanceof MarketError && error.code === "not_found") return missing(c);
    throw error;
  }
};

const drawForm = (
  c: Context<Env>,
  { services, razorpay }: AppParts,
  order: HandOver & { orderId: string },
) => {
  if (razorpay === null) return missing(c);
  const { publicUrl } = services.settings;
  const { purchaseId, listingId, title, price, method, orderId, buyerEmail } = order;
  const { action, fields } = razorpay.handOver({
    ...{ orderId, purchaseId, title, price, method, buyerEmail },
    callbackUrl: `${publicUrl}${callbackPath}?purchase=${purchaseId}`,
    cancelUrl: `${publicUrl}/listings/${listingId}?cancelled=1`,
  });
  c.set("formOrigin", new URL(action).origin);
  const body = html`<p>You pay on Razorpay's page and come back here afterwards.</p>
<dl>
<div><dt>You buy</dt><dd>${title}</dd></div>
<div><dt>You pay</dt><dd>${priceText(price, c.req.header("accept-language"))}</dd></div>
</dl>
<form method="post" action="${action}" data-hand-over>
${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button type="submit">Continue to Razorpay</button>
</form>
<p><a href="/purchases/${purchaseId}">Back to this purchase</a></p>`;
  return plainPage(c, { status: 200, title: "Pay with Razorpay", body, script: scriptAddress });
};

const missing = (c: Context<Env>) =>
  plainPage(c, {
    status: 404,
    title: "There is nothing here",
    body: html`<p>It may have been removed, or the address is wrong.</p>
<p><a href="/purchases">Your purchases</a></p>`,
  });
