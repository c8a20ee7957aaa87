import { topicNames } from "@boltz/contract";
import { system } from "@boltz/domain";
import { readUnsubscribeToken, unsubscribe } from "@boltz/services";
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { AppParts, Env } from "../parts.ts";
import { plainPage } from "../pay/plain-page.ts";

type Ask = Context<Env, "/:token">;

/**
 * What the link in a mail leads to. Opening it only asks, because mail scanners open every link. A post
 * turns the mails off, from the page's button or from a mail program in one click (RFC 8058): without a
 * cookie and from any origin, because whoever holds the link got the mail.
 */
export const unsubscribeRoutes = ({ services }: AppParts): Hono<Env> => {
  const { linkSecret } = services.settings;
  const app = new Hono<Env>();
  app.get("/:token", (c) => {
    const subscription = readUnsubscribeToken(linkSecret, c.req.param("token"));
    return subscription === undefined ? missing(c) : question(c, topicNames[subscription.topic]);
  });
  app.post("/:token", async (c) => {
    const subscription = readUnsubscribeToken(linkSecret, c.req.param("token"));
    if (subscription === undefined) return missing(c);
    await unsubscribe({ ctx: { ...services, actor: system("unsubscribe") }, input: subscription });
    return answer(c, topicNames[subscription.topic]);
  });
  return app;
};

const settings = html`<a href="/account/notifications">Choose what you hear of</a>`;

const question = (c: Ask, topic: string) =>
  plainPage(c, {
    status: 200,
    title: "No more of these mails?",
    body: html`<p>We mail you about <strong>${topic.toLowerCase()}</strong>. Without these mails you still see the news on the site.</p>
<form method="post">
<input type="hidden" name="List-Unsubscribe" value="One-Click">
<button type="submit">Stop these mails</button>
</form>
<p>${settings}</p>`,
  });

const answer = (c: Ask, topic: string) =>
  plainPage(c, {
    status: 200,
    title: "These mails have stopped",
    body: html`<p>We no longer mail you about <strong>${topic.toLowerCase()}</strong>. You can turn that on again whenever you like.</p>
<p>${settings}</p>`,
  });

const missing = (c: Ask) =>
  plainPage(c, {
    status: 404,
    title: "This link does not work",
    body: html`<p>It may have been cut in two on its way. Copy the whole address from the mail, or choose on the site what you hear of.</p>
<p>${settings}</p>`,
  });
