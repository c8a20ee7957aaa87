import { Button, Text } from "@mantine/core";
import { ResendLink } from "../account/resend-link.tsx";
import classes from "./purchases.module.css";

interface ConfirmEmailFirstProps {
  email: string;
  onChecked: () => void;
}

/** Receipts go to the address, so it must be the buyer's own. */
export function ConfirmEmailFirst({ email, onChecked }: ConfirmEmailFirstProps) {
  return (
    <div className={classes["stack"]}>
      <Text>
        Confirm your e-mail address first: your receipt goes there. Open the link that we sent to{" "}
        <strong>{email}</strong>, then go on here.
      </Text>
      <ResendLink email={email} />
      <Button size="md" onClick={onChecked}>
        I opened the link
      </Button>
    </div>
  );
}
