import { formatMoment } from "../../format/dates.ts";

const urgentMs = 3 * 86_400_000;

export interface EvidenceDue {
  text: string;
  tone: "calm" | "urgent" | "late";
}

/** How pressing a dispute's deadline is, and the words for it. */
export function evidenceDue(dueAt: string, now: Date = new Date(), locale?: string): EvidenceDue {
  const leftMs = new Date(dueAt).getTime() - now.getTime();
  const moment = formatMoment(dueAt, locale);
  if (leftMs <= 0) return { text: `Evidence was due ${moment}`, tone: "late" };
  const days = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const hours = leftMs / 3_600_000;
  const inWords =
    hours < 1
      ? "in less than an hour"
      : hours < 48
        ? days.format(Math.floor(hours), "hour")
        : days.format(Math.floor(hours / 24), "day");
  return { text: `Evidence due ${inWords}, ${moment}`, tone: leftMs < urgentMs ? "urgent" : "calm" };
}
