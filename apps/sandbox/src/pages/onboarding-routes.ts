import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { Core } from "../core.ts";
import type { AccountStatus } from "../dashboard/dashboard.ts";
import { finishOnboarding, isLinkOver } from "../stripe/accounts/accounts.ts";
import type { AccountLinkRecord, AccountRecord } from "../stripe/records.ts";
import { noticeBody } from "./checkout-page.ts";
import { type Markup, originOf, sendPage, tape } from "./layout.ts";

const fields = [
  { name: "name", label: "Legal name", error: "Enter the name as it stands in your passport." },
  { name: "birth", label: "Date of birth", error: "Enter the day you were born." },
  { name: "bank", label: "Bank account number or IBAN", error: "Enter the account that is to be paid." },
] as const;
type FieldName = (typeof fields)[number]["name"];
type Typed = Partial<Record<FieldName, string>>;

const outcomes = new Map<string, AccountStatus>([
  ["verified", "active"],
  ["pending", "pending"],
  ["more", "restricted"],
]);

/** The hosted page where a creator says who he is and where he is paid. */
export function createOnboardingPages(core: Core): Hono {
  const app = new Hono();

  app.get("/onboarding/:token", (c) => {
    const visit = findVisit(core, c.req.param("token"));
    if (visit === undefined) return unknownPage(c);
    if (isLinkOver(core, visit.link)) return c.redirect(visit.link.refreshUrl, 303);
    return formPage(c, 200, visit, {}, []);
  });

  app.post("/onboarding/:token", async (c) => {
    const sent = new URLSearchParams(await c.req.text());
    const visit = findVisit(core, c.req.param("token"));
    if (visit === undefined) return unknownPage(c);
    const { link } = visit;
    if (isLinkOver(core, link)) return c.redirect(link.refreshUrl, 303);
    const typed: Typed = {};
    for (const { name } of fields) typed[name] = (sent.get(name) ?? "").trim().slice(0, 100);
    const empty = fields.filter(({ name }) => typed[name] === "").map(({ name }) => name);
    if (empty.length > 0) return formPage(c, 422, visit, typed, empty);
    finishOnboarding(core, link.id, outcomes.get(sent.get("outcome") ?? "") ?? "active");
    return link.returnUrl === null ? donePage(c) : c.redirect(link.returnUrl, 303);
  });

  return app;
}

interface Visit {
  link: AccountLinkRecord;
  account: AccountRecord;
}

function findVisit(core: Core, token: string): Visit | undefined {
  const link = core.store.stripe.accountLinks.find(token);
  const account = link === undefined ? undefined : core.store.stripe.accounts.find(link.accountId);
  return link === undefined || account === undefined ? undefined : { link, account };
}

function formPage(
  c: Context,
  status: 200 | 422,
  { link, account }: Visit,
  typed: Typed,
  empty: readonly FieldName[],
): Response | Promise<Response> {
  const origins = [originOf(link.returnUrl), originOf(link.refreshUrl)];
  const who = account.displayName ?? account.contactEmail ?? account.id;
  return sendPage(c, status, {
    title: `Get paid: ${who}`,
    formOrigins: [...new Set(origins.filter((origin) => origin !== undefined))],
    body: html`${tape}
<main class="narrow stack">
  <div class="tight">
    <p class="soft">Sandbox of Stripe</p>
    <h1>Tell us who is paid</h1>
    <p class="soft">For ${who}. Make everything up: nothing is checked and nothing of it is kept.</p>
  </div>
  <form class="card stack" method="post" action="/onboarding/${link.id}" novalidate>
    ${fields.map(({ name, label, error }) => fieldMarkup({ name, label, value: typed[name] ?? "", error: empty.includes(name) ? error : undefined }))}
    <p class="soft">Then choose what the check finds:</p>
    <button type="submit" name="outcome" value="verified">Hand in: verified at once</button>
    <button class="plain" type="submit" name="outcome" value="pending">Hand in: stays pending</button>
    <button class="plain" type="submit" name="outcome" value="more">Hand in: needs more</button>
  </form>
  <p><a href="${link.refreshUrl}">Not now</a></p>
</main>`,
  });
}

interface Field {
  name: FieldName;
  label: string;
  value: string;
  error: string | undefined;
}

function fieldMarkup({ name, label, value, error }: Field): Markup {
  const described = error === undefined ? "" : html` aria-invalid="true" aria-describedby="${name}-error"`;
  return html`<div>
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" value="${value}" type="${name === "birth" ? "date" : "text"}" autocomplete="off" spellcheck="false" required${described}>
    ${error === undefined ? "" : html`<p class="error" id="${name}-error">${error}</p>`}
  </div>`;
}

function unknownPage(c: Context): Response | Promise<Response> {
  const text = "The address is wrong, or the sandbox was started afresh since.";
  const body = noticeBody({ title: "There is no such form", text, link: undefined });
  return sendPage(c, 404, { title: "No such form", body });
}

function donePage(c: Context): Response | Promise<Response> {
  const body = noticeBody({ title: "Thank you", text: "You can close this page.", link: undefined });
  return sendPage(c, 200, { title: "Handed in", body });
}
