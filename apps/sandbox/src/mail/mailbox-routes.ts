import { Hono } from "hono";
import { html } from "hono/html";
import type { Core } from "../core.ts";
import { type Markup, sendPage, tape } from "../pages/layout.ts";
import type { MailRecord } from "../store/records.ts";

const shownMails = 200;

/** The mailbox of everybody: what the site has sent, newest first. */
export function createMailbox(core: Core): Hono {
  const app = new Hono();

  app.get("/mailbox", (c) => {
    const to = c.req.query("to") ?? "";
    return sendPage(c, 200, { title: "Mailbox", body: listBody(listMails(core, to), to) });
  });

  app.get("/mailbox/:id", (c) => {
    const mail = core.store.mails.find(c.req.param("id"));
    if (mail !== undefined) return sendPage(c, 200, { title: mail.subject, body: mailBody(mail) });
    return sendPage(c, 404, { title: "No such mail", body: missingBody });
  });

  app.get("/mailbox/:id/html", (c) => {
    const mail = core.store.mails.find(c.req.param("id"));
    if (mail?.html == null) return c.notFound();
    c.header(
      "content-security-policy",
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    );
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "no-referrer");
    return c.html(mail.html);
  });

  app.get("/_mail", (c) => c.json({ mails: listMails(core, c.req.query("to") ?? "") }));

  return app;
}

export function listMails(core: Pick<Core, "store">, to: string): MailRecord[] {
  const wanted = to.trim().toLowerCase();
  const mails = core.store.mails.latest(wanted === "" ? shownMails : 10_000);
  if (wanted === "") return mails;
  return mails
    .filter((mail) => mail.to.some((address) => address.toLowerCase() === wanted))
    .slice(0, shownMails);
}

function listBody(mails: readonly MailRecord[], to: string): Markup {
  return html`${tape}
<main class="stack">
  <div class="tight">
    <h1>Mailbox</h1>
    <p class="soft">Every mail the site has sent. None of them left this machine. <a href="/">Payments</a></p>
  </div>
  <form class="search" method="get" action="/mailbox" role="search">
    <div>
      <label for="to">Sent to</label>
      <input id="to" name="to" type="email" value="${to}" placeholder="every address" autocomplete="off">
    </div>
    <button type="submit">Show</button>
  </form>
  ${
    mails.length === 0
      ? html`<p class="card soft">${to === "" ? "No mail yet. It appears here as soon as the site sends one." : `No mail to ${to} yet.`}</p>`
      : html`<ul class="list">${mails.map(
          (mail) => html`<li>
      <div class="row"><a href="/mailbox/${mail.id}">${mail.subject}</a>${whenMarkup(mail)}</div>
      <p class="soft">to ${mail.to.join(", ")}</p>
    </li>`,
        )}</ul>`
  }
</main>`;
}

function whenMarkup(mail: MailRecord): Markup {
  const words = `${mail.receivedAt.slice(0, 10)} ${mail.receivedAt.slice(11, 19)} UTC`;
  return html`<time class="soft" datetime="${mail.receivedAt}">${words}</time>`;
}

function mailBody(mail: MailRecord): Markup {
  return html`${tape}
<main class="stack">
  <p><a href="/mailbox?to=${encodeURIComponent(mail.to[0] ?? "")}">All mail to ${mail.to[0] ?? "nobody"}</a></p>
  <article class="card stack">
    <h1>${mail.subject}</h1>
    <dl class="facts">
      <div><dt>From</dt><dd>${mail.from}</dd></div>
      <div><dt>To</dt><dd>${mail.to.join(", ")}</dd></div>
      <div><dt>Received</dt><dd>${whenMarkup(mail)}</dd></div>
    </dl>
    <p class="mailtext">${withLinks(mail.text)}</p>
  </article>
  ${
    mail.html === null
      ? ""
      : html`<section class="stack" aria-labelledby="as-html">
    <h2 id="as-html">As HTML</h2>
    <p class="soft">Shown without scripts; its links lead nowhere. Use those above.</p>
    <iframe sandbox title="The mail as HTML" src="/mailbox/${mail.id}/html"></iframe>
  </section>`
  }
</main>`;
}

/** Only web addresses become links, and trailing punctuation stays outside. */
function withLinks(text: string): Markup[] {
  return text.split(/(https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?])/).map((part, index) => {
    if (index % 2 === 0) return html`${part}`;
    return html`<a href="${part}" rel="noopener noreferrer">${part}</a>`;
  });
}

const missingBody: Markup = html`${tape}
<main class="narrow"><section class="card stack">
  <h1>There is no such mail</h1>
  <a class="button" href="/mailbox">To the mailbox</a>
</section></main>`;
