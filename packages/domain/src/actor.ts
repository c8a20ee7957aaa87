import type { CreatorCapabilities, KycState, Role, UserId } from "@boltz/contract";

/** Who asks. A visitor is not signed in; `system` is one of our own jobs, named. */
export type Actor = Visitor | Person | System;

export interface Visitor {
  kind: "visitor";
}

export interface Person {
  kind: "person";
  id: UserId;
  role: Role;
  emailVerified: boolean;
  suspended: boolean;
  /** Whether this session gave a code of the second factor in the last minutes. */
  secondFactorFresh: boolean;
  kyc: KycState;
  /** Null for somebody without a creator profile. */
  creator: CreatorCapabilities | null;
}

export interface System {
  kind: "system";
  job: string;
}

export const visitor: Visitor = { kind: "visitor" };
export const system = (job: string): System => ({ kind: "system", job });
