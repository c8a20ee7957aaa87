import { type Context, Hono } from "hono";
import { z } from "zod";
import { accountStatuses, type Dashboard } from "../dashboard/dashboard.ts";
import { noticeBody } from "./checkout-page.ts";
import { sendPage } from "./layout.ts";

const won = z.enum(["won", "lost"]);
const succeeded = z.enum(["succeeded", "failed"]);
const status = z.enum(accountStatuses);

/** The buttons of the home page. */
export function createDashboardPages(dashboard: Dashboard): Hono {
  const app = new Hono();
  const button = (path: string, work: (id: string, value: string) => void) =>
    app.post(path, async (c) => {
      if (!isOwnForm(c)) return refusal(c, "A page of another site has sent this.");
      const fields = new URLSearchParams(await c.req.text());
      try {
        work(c.req.param("id") ?? "", fields.get("value") ?? "");
      } catch (error) {
        return refusal(c, error instanceof Error ? error.message : "It was refused.");
      }
      return c.redirect("/", 303);
    });

  button("/dashboard/payments/:id/refund", (id) => dashboard.refund(id));
  button("/dashboard/payments/:id/dispute", (id) => dashboard.openDispute(id));
  button("/dashboard/disputes/:id/decide", (id, value) => dashboard.decideDispute(id, won.parse(value)));
  button("/dashboard/refunds/:id/settle", (id, value) => dashboard.settleRefund(id, succeeded.parse(value)));
  button("/dashboard/accounts/:id", (id, value) => dashboard.setAccount(id, status.parse(value)));
  button("/dashboard/payouts/:id/fail", (id) => dashboard.failPayout(id));
  button("/dashboard/payouts/:id/reverse", (id) => dashboard.reversePayout(id));
  return app;
}

/** Browsers say where a form came from; whoever is no browser may do as he likes. */
function isOwnForm(c: Context): boolean {
  const site = c.req.header("sec-fetch-site");
  return site === undefined || site === "same-origin" || site === "none";
}

function refusal(c: Context, text: string): Response | Promise<Response> {
  const body = noticeBody({ title: "That did not work", text, link: { href: "/", words: "Back" } });
  return sendPage(c, 409, { title: "That did not work", body });
}
