import { Hono } from "hono";
import { html } from "hono/html";
import type { Core } from "../core.ts";
import type { ProviderDashboard } from "../dashboard/dashboard.ts";
import { formatAmount } from "../payments/currencies.ts";
import { settleSession } from "../payments/settle-session.ts";
import type { SessionRecord } from "../store/records.ts";
import { dashboardSection } from "./dashboard-section.ts";
import { type Markup, sendPage, tape } from "./layout.ts";

const shownSessions = 50;

/** The list of payments, where one that is under way can be ended by hand. */
export function createHomePages(
  core: Core,
  providers: readonly ProviderDashboard[],
  sections: readonly (() => Markup)[],
): Hono {
  const app = new Hono();

  app.get("/", (c) => {
    const sessions = core.store.sessions.latest(shownSessions);
    return sendPage(c, 200, {
      title: "Payment sandbox",
      body: homeBody(core, sessions, [
        ...sections.map((section) => section()),
        ...providers.map(dashboardSection),
      ]),
    });
  });

  app.post("/payments/:id/settle", async (c) => {
    const fields = new URLSearchParams(await c.req.text());
    settleSession(core, c.req.param("id"), fields.get("result") === "succeeded" ? "succeeded" : "failed");
    return c.redirect("/", 303);
  });

  return app;
}

function homeBody(core: Core, sessions: readonly SessionRecord[], sections: readonly Markup[]): Markup {
  return html`${tape}
<main class="stack">
  <div class="tight">
    <h1>Payment sandbox</h1>
    <p class="soft">The latest payments, as the provider sees them. <a href="/mailbox">Mailbox</a></p>
  </div>
  ${
    sessions.length === 0
      ? html`<p class="card soft">No payment yet. Buy something on the site and it appears here.</p>`
      : html`<ul class="list">${sessions.map((session) => paymentRow(core, session))}</ul>`
  }
  ${sections}
</main>`;
}

function paymentRow(core: Core, session: SessionRecord): Markup {
  const intent = session.intentId === null ? undefined : core.store.intents.find(session.intentId);
  const state = describe(session, intent?.status === "processing");
  return html`<li>
    <div class="row"><strong>${session.title}</strong><span class="badge">${state}</span></div>
    <div class="row soft"><span>${formatAmount(session.amountTotal, session.currency)}</span><code>${session.clientReferenceId ?? session.id}</code></div>
    ${session.status === "open" ? html`<p><a href="/checkout/${session.id}">Open the payment page</a></p>` : ""}
    ${intent?.status === "processing" ? settleForm(session) : ""}
  </li>`;
}

function settleForm(session: SessionRecord): Markup {
  return html`<div class="row"><form method="post" action="/payments/${session.id}/settle">
    <button type="submit" name="result" value="succeeded">Let it arrive</button>
    <button class="plain" type="submit" name="result" value="failed">Let it fail</button>
  </form></div>`;
}

function describe(session: SessionRecord, isUnderWay: boolean): string {
  if (session.status !== "complete") return session.status === "open" ? "Open" : "Expired";
  if (session.paymentStatus === "paid") return "Paid";
  return isUnderWay ? "Under way" : "Failed";
}
