import { type Topic, topicNames } from "@boltz/contract";
import { z } from "zod";
import { findMailKind } from "../mails/mail-kinds.ts";

const withAddress = z.object({ url: z.url() });
const ownPath = /^\/(?![/\\])/;

/** What a stored notification says, and where it leads on this site. One that nobody can read any more stays neutral. */
export const noticeOf = (
  { topic, kind, params }: { topic: Topic; kind: string; params: unknown },
  publicUrl: string,
): { title: string; link: string | null } => ({
  title: titleOf(kind, params) ?? `News: ${topicNames[topic].toLowerCase()}`,
  link: linkOf(params, publicUrl),
});

const titleOf = (kind: string, params: unknown): string | null => {
  const known = findMailKind(kind);
  return known?.params.safeParse(params).success === true ? known.render(params).subject : null;
};

const linkOf = (params: unknown, publicUrl: string): string | null => {
  const parsed = withAddress.safeParse(params);
  if (!parsed.success) return null;
  const { origin, pathname, search, hash } = new URL(parsed.data.url);
  if (origin !== new URL(publicUrl).origin || !ownPath.test(pathname)) return null;
  return `${pathname}${search}${hash}`;
};
