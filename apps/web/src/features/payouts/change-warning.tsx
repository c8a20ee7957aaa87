import { Alert } from "@mantine/core";
import { IconShieldLock } from "@tabler/icons-react";

/** Before an account that was paid to is replaced: what that does to payouts, and why. */
export const ChangeWarning = () => (
  <Alert
    color="yellow"
    title="Payouts wait for 72 hours after a change"
    icon={<IconShieldLock size={20} />}
    role="note"
  >
    If somebody else got into your account, that gives you the time to stop them. We write to you about the
    change as soon as it is made.
  </Alert>
);
