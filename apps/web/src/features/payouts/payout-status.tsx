import type { PayoutAccountStatus, PayoutStatus } from "@boltz/contract";
import { Badge } from "@mantine/core";
import { accountWords, payoutWords } from "./payout-words.ts";

export const PayoutStatusBadge = ({ status }: { status: PayoutStatus }) => (
  <Badge color={payoutWords[status].colour}>{payoutWords[status].label}</Badge>
);

export const AccountStatusBadge = ({ status }: { status: PayoutAccountStatus }) => (
  <Badge color={accountWords[status].colour}>{accountWords[status].label}</Badge>
);
