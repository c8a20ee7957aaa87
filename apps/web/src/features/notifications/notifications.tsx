import { type NotificationView, topicNames } from "@boltz/contract";
import { Button } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { LoadMore } from "../../components/load-more.tsx";
import { Page } from "../../components/page.tsx";
import { SiteLink } from "../../components/site-link.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { formatDay, formatTime } from "../../format/dates.ts";
import { byDay } from "./by-day.ts";
import classes from "./notifications.module.css";
import { useMarkRead } from "./use-mark-read.ts";

/** What the signed-in person was told. */
export const Notifications = () => (
  <Gate title="Notifications" action="notification.read">
    {() => <NotificationList />}
  </Gate>
);

export function NotificationList() {
  const list = useInfiniteQuery(
    api.notifications.list.infiniteQueryOptions(
      { limit: 24 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const markRead = useMarkRead();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const hasUnread = items.some(({ read }) => !read);
  return (
    <Page
      title="Notifications"
      width="text"
      actions={
        <>
          {hasUnread ? (
            <Button
              variant="default"
              loading={markRead.isPending && markRead.variables.ids === null}
              onClick={() => markRead.mutate({ ids: null })}
            >
              Mark all as read
            </Button>
          ) : null}
          <ButtonLink to="/account/notifications" variant="default">
            Preferences
          </ButtonLink>
        </>
      }
    >
      {list.isPending ? (
        <LoadingRows label="Loading your notifications" />
      ) : list.isError && !list.data ? (
        <ErrorPanel error={list.error} retry={list.refetch} title="Your notifications could not be loaded" />
      ) : items.length === 0 ? (
        <EmptyPanel
          title="Nothing to tell yet"
          icon={<IconBell size={26} stroke={1.4} />}
          actions={<ButtonLink to="/">Explore strategies</ButtonLink>}
        >
          Follow a creator or wish for a strategy, and what is new about them appears here.
        </EmptyPanel>
      ) : (
        <>
          <div className={classes["days"]}>
            {byDay(items).map((day) => (
              <section key={day.at} className={classes["day"]}>
                <h2>{formatDay(day.at)}</h2>
                <ul>
                  {day.items.map((item) => (
                    <li key={item.id}>
                      <Notification
                        notification={item}
                        onOpen={() => {
                          if (!item.read) markRead.mutate({ ids: [item.id] });
                        }}
                      />
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
          <LoadMore pages={list} />
        </>
      )}
    </Page>
  );
}

interface NotificationProps {
  notification: NotificationView;
  onOpen: () => void;
}

/** One that leads nowhere is read by pressing it. */
function Notification({ notification, onOpen }: NotificationProps) {
  const { title, topic, at, read, link } = notification;
  const content = (
    <>
      <span className={classes["dot"]} data-unread={!read || undefined}>
        {read ? null : <span className={classes["hidden"]}>Unread: </span>}
      </span>
      <span className={classes["title"]}>{title}</span>
      <span className={classes["facts"]}>
        {topicNames[topic]} · {formatTime(at)}
      </span>
    </>
  );
  const row = { className: classes["row"], "data-unread": !read || undefined };
  if (link !== null)
    return (
      <SiteLink {...row} path={link} onClick={onOpen}>
        {content}
      </SiteLink>
    );
  if (read) return <div {...row}>{content}</div>;
  return (
    <button {...row} type="button" onClick={onOpen}>
      {content}
    </button>
  );
}
