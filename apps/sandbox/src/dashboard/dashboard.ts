import type { Core } from "../core.ts";

/** What a person does in the provider's dashboard. The provider is known by the reference's prefix. */
export interface Dashboard {
  /** Answers the refund's reference; without an amount, all that is left. */
  refund(paymentReference: string, amount?: number): string;
  /** Answers the dispute's reference; without an amount, all that was paid. */
  openDispute(paymentReference: string, options?: DisputeOptions): string;
  decideDispute(reference: string, result: "won" | "lost"): void;
  /** Ends a refund that is pending, or lets one fail that had succeeded. */
  settleRefund(reference: string, result: "succeeded" | "failed"): void;
  setAccount(reference: string, status: AccountStatus): void;
  /** The money does not reach the creator and is back with the platform. */
  failPayout(reference: string): void;
  /** Takes money back from the creator; without an amount, all that is left. */
  reversePayout(reference: string, amount?: number): void;
}

export interface DisputeOptions {
  amount?: number | undefined;
  reason?: string | undefined;
}

export const accountStatuses = ["active", "pending", "restricted", "rejected"] as const;
export type AccountStatus = (typeof accountStatuses)[number];

/** One provider's half. Its verbs run inside a transaction, and webhooks leave after it. */
export interface ProviderDashboard extends Dashboard {
  /** As the home page calls it. */
  title: string;
  /** Whether the reference has this provider's form. */
  owns(reference: string): boolean;
  /** The newest of each kind. */
  overview(limit: number): DashboardOverview;
}

export interface DashboardOverview {
  payments: (DashboardRow & { canRefund: boolean; canDispute: boolean })[];
  refunds: (DashboardRow & { isPending: boolean; canFail: boolean })[];
  disputes: (DashboardRow & { isOpen: boolean })[];
  payouts: (DashboardRow & { canFail: boolean; canReverse: boolean })[];
  accounts: DashboardRow[];
}

export interface DashboardRow {
  reference: string;
  /** What a person knows it by, such as a title or an amount. */
  label: string;
  /** The provider's word for its state. */
  state: string;
}

export function createDashboard(core: Core, providers: readonly ProviderDashboard[]): Dashboard {
  const act = <T>(reference: string, work: (provider: ProviderDashboard) => T): T => {
    const provider = providers.find((candidate) => candidate.owns(reference));
    if (provider === undefined) throw new Error(`${reference} is no reference of a provider that is played`);
    const result = core.store.transaction(() => work(provider));
    core.dispatcher.wake();
    return result;
  };
  return {
    refund: (reference, amount) => act(reference, (provider) => provider.refund(reference, amount)),
    openDispute: (reference, options) =>
      act(reference, (provider) => provider.openDispute(reference, options)),
    decideDispute: (reference, result) =>
      act(reference, (provider) => provider.decideDispute(reference, result)),
    settleRefund: (reference, result) =>
      act(reference, (provider) => provider.settleRefund(reference, result)),
    setAccount: (reference, status) => act(reference, (provider) => provider.setAccount(reference, status)),
    failPayout: (reference) => act(reference, (provider) => provider.failPayout(reference)),
    reversePayout: (reference, amount) =>
      act(reference, (provider) => provider.reversePayout(reference, amount)),
  };
}
