import { ActionIcon } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import classes from "./bell.module.css";

const everyMinute = 60_000;

/** Leads to what the person was told, and says how much of it is unread. */
export function Bell() {
  const unread = useQuery(api.notifications.unread.queryOptions(undefined, { refetchInterval: everyMinute }));
  const { count = 0, more = false } = unread.data ?? {};
  const shown = more ? `${count}+` : String(count);
  const name = count === 0 ? "Notifications" : `Notifications, ${more ? `more than ${count}` : count} unread`;
  return (
    <ActionIcon
      component={Link}
      to="/notifications"
      size={38}
      aria-label={name}
      title={name}
      className={classes["bell"] ?? ""}
    >
      <IconBell size={19} stroke={1.6} />
      {count > 0 ? (
        <span className={`${classes["count"]} num`} aria-hidden>
          {shown}
        </span>
      ) : null}
    </ActionIcon>
  );
}
