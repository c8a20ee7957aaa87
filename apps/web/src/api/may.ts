import type { Viewer } from "@boltz/contract";
import { type Action, type Actor, mayDo, type Resource, visitor } from "@boltz/domain";

export type { Action };

const actorOf = (viewer: Viewer | null | undefined): Actor =>
  viewer
    ? {
        kind: "person",
        id: viewer.id,
        role: viewer.role,
        emailVerified: viewer.emailVerified,
        suspended: viewer.suspended,
        secondFactorFresh: viewer.secondFactorFresh,
        kyc: viewer.kyc,
        creator: viewer.creator?.capabilities ?? null,
      }
    : visitor;

/** What to show: the server asks the same policy again on every call. */
export const may = (viewer: Viewer | null | undefined, action: Action, resource?: Resource) =>
  mayDo(actorOf(viewer), action, resource);
