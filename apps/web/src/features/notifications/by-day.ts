import type { NotificationView } from "@boltz/contract";

interface Day {
  /** Its first moment that is shown, to name it by. */
  at: string;
  items: NotificationView[];
}

const dayOf = (iso: string) => new Date(iso).toDateString();

/** What was told, newest first, under the reader's own days. */
export function byDay(items: readonly NotificationView[]): Day[] {
  const days: Day[] = [];
  for (const item of items) {
    const day = days.at(-1);
    if (day !== undefined && dayOf(day.at) === dayOf(item.at)) day.items.push(item);
    else days.push({ at: item.at, items: [item] });
  }
  return days;
}
