import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";

const pollMs = 5_000;

/**
 * The creator's balances and payout accounts. Looks again while a payout is on its way and, where `awaitsAccount`,
 * while the provider has not said what became of an account.
 */
export const usePayoutBalance = ({ awaitsAccount = false } = {}) =>
  useQuery(
    api.payouts.balance.queryOptions(undefined, {
      ...(awaitsAccount ? { staleTime: 0 } : {}),
      refetchInterval: ({ state: { data } }) => {
        const isPaying = data?.balances.some(({ reservedMinor }) => reservedMinor !== "0");
        const isChecked = data?.accounts.some(
          ({ status }) => status === "onboarding" || status === "pending",
        );
        return isPaying === true || (awaitsAccount && isChecked === true) ? pollMs : false;
      },
    }),
  );
