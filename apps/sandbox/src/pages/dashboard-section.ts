import { html } from "hono/html";
import { accountStatuses, type DashboardRow, type ProviderDashboard } from "../dashboard/dashboard.ts";
import type { Markup } from "./layout.ts";

const shownRows = 20;

/** What a person may do at one provider after a sale. */
export function dashboardSection(provider: ProviderDashboard): Markup {
  const { payments, refunds, disputes, payouts, accounts } = provider.overview(shownRows);
  const groups = [
    group("Paid", payments, ({ reference, canRefund, canDispute }) => [
      canRefund && button(`payments/${reference}/refund`, "Refund"),
      canDispute && button(`payments/${reference}/dispute`, "Open dispute"),
    ]),
    group("Refunds", refunds, ({ reference, isPending, canFail }) => [
      isPending && button(`refunds/${reference}/settle`, "Let it arrive", "succeeded"),
      (isPending || canFail) && button(`refunds/${reference}/settle`, "Let it fail", "failed"),
    ]),
    group("Disputes", disputes, ({ reference, isOpen }) => [
      isOpen && button(`disputes/${reference}/decide`, "Won", "won"),
      isOpen && button(`disputes/${reference}/decide`, "Lost", "lost"),
    ]),
    group("Transfers to creators", payouts, ({ reference, canFail, canReverse }) => [
      canFail && button(`payouts/${reference}/fail`, "Fail"),
      canReverse && button(`payouts/${reference}/reverse`, "Reverse"),
    ]),
    group("Accounts of creators", accounts, ({ reference, state }) =>
      accountStatuses.map(
        (status) => status !== state && button(`accounts/${reference}`, `Make ${status}`, status),
      ),
    ),
  ].filter((markup) => markup !== undefined);
  return html`<section class="stack" aria-label="${provider.title}">
  <h2>After the sale: ${provider.title}</h2>
  ${groups.length === 0 ? html`<p class="card soft">Nothing was paid here yet.</p>` : groups}
</section>`;
}

function group<T extends DashboardRow>(
  title: string,
  rows: readonly T[],
  buttons: (row: T) => (Markup | false)[],
): Markup | undefined {
  if (rows.length === 0) return;
  return html`<div class="stack">
  <h3>${title}</h3>
  <ul class="list">${rows.map(
    (row) => html`<li>
    <div class="row"><strong>${row.label}</strong><span class="badge">${row.state}</span></div>
    <p class="soft"><code>${row.reference}</code></p>
    <div class="row actions">${buttons(row).map((markup) => markup || "")}</div>
  </li>`,
  )}</ul>
</div>`;
}

function button(path: string, words: string, value = ""): Markup {
  return html`<form method="post" action="/dashboard/${path}"><button class="plain" type="submit" name="value" value="${value}">${words}</button></form>`;
}
