import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { ResendLink } from "../account/resend-link.tsx";
import classes from "./order.module.css";

const lookAgainMs = 4_000;

/** Receipts go to the address, so it must be the buyer's own. Goes on by itself once the link was opened. */
export function ConfirmEmailFirst({ email }: { email: string }) {
  const here = useLocation({ select: (location) => location.href });
  const me = useQuery(api.people.me.queryOptions(undefined, { refetchInterval: lookAgainMs }));
  return (
    <div className={classes["stack"]}>
      <Text>
        Confirm your e-mail address first: your receipt goes there. Open the link that we sent to{" "}
        <strong>{email}</strong>, then go on here.
      </Text>
      <ResendLink email={email} next={here} />
      <Button size="md" onClick={() => void me.refetch()}>
        I opened the link
      </Button>
    </div>
  );
}
