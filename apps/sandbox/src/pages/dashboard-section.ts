import { html } from "hono/html";
import { accountStatuses, type DashboardRow, type ProviderDashboard } from "../dashboard/dashboard.ts";
import type { Markup } from "./layout.ts";

const shownRows = 20;

/** What a person may do at one provider after a sale. */
export function dashboardSection(provider: ProviderDashboard): Markup {
  const { payments, refunds, disputes, payouts, accounts } = provider.overview(shownRows);
  const groups = [
    group("Paid", payments, ({ canRefund, canDispute }) => [
      canRefund && { path: "payments/:id/refund", words: "Refund" },
      canDispute && { path: "payments/:id/dispute", words: "Open dispute" },
    ]),
    group("Refunds", refunds, ({ isPending, canFail }) => [
      isPending && { path: "refunds/:id/settle", words: "Let it arrive", value: "succeeded" },
      (isPending || canFail) && { path: "refunds/:id/settle", words: "Let it fail", value: "failed" },
    ]),
    group("Disputes", disputes, ({ isOpen }) => [
      isOpen && { path: "disputes/:id/decide", words: "Won", value: "won" },
      isOpen && { path: "disputes/:id/decide", words: "Lost", value: "lost" },
    ]),
    group("Transfers to creators", payouts, ({ canFail, canReverse }) => [
      canFail && { path: "payouts/:id/fail", words: "Fail" },
      canReverse && { path: "payouts/:id/reverse", words: "Reverse" },
    ]),
    group("Accounts of creators", accounts, ({ state }) =>
      accountStatuses.map(
        (status) => status !== state && { path: "accounts/:id", words: `Make ${status}`, value: status },
      ),
    ),
  ].filter((markup) => markup !== undefined);
  return html`<section class="stack" aria-label="${provider.title}">
  <h2>After the sale: ${provider.title}</h2>
  ${groups.length === 0 ? html`<p class="card soft">Nothing was paid here yet.</p>` : groups}
</section>`;
}

interface Action {
  path: string;
  words: string;
  value?: string;
}

function group<T extends DashboardRow>(
  title: string,
  rows: readonly T[],
  actionsOf: (row: T) => (Action | false)[],
): Markup | undefined {
  if (rows.length === 0) return;
  return html`<div class="stack">
  <h3>${title}</h3>
  <ul class="list">${rows.map((row) => {
    const actions = actionsOf(row).filter((action) => action !== false);
    return html`<li>
    <div class="row"><strong>${row.label}</strong><span class="badge">${row.state}</span></div>
    <p class="soft"><code>${row.reference}</code></p>
    ${actions.length === 0 ? "" : html`<div class="row actions">${actions.map((action) => button(row, action))}</div>`}
  </li>`;
  })}</ul>
</div>`;
}

function button({ reference, label }: DashboardRow, { path, words, value = "" }: Action): Markup {
  const address = `/dashboard/${path.replace(":id", reference)}`;
  return html`<form method="post" action="${address}"><button class="plain" type="submit" name="value" value="${value}" aria-label="${words}: ${label}">${words}</button></form>`;
}
