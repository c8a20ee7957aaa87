import type { UserId } from "@boltz/contract";
import { networkOf } from "../client-address.ts";
import { createBlockLimit } from "./block-limit.ts";
import { type Counter, type CounterParts, createCounter, forgetOldCounts, takeOne } from "./counter.ts";
import { type Call, limitsOf, type StrictLimit, strictLimits } from "./procedure-limits.ts";

const sweepMs = 5 * 60_000;

export interface CallLimitsParts extends CounterParts {
  /** Calls of one address or one person in a minute; 0 switches every limit of this kind off. */
  perMinute: number;
  now(): number;
  onFault(error: unknown): void;
}

export interface Caller {
  address: string;
  /** Null for a visitor. */
  personId: UserId | null;
}

/** Whose calls are counted, and where; each answers 0, or how many seconds to wait. */
export interface CallLimits {
  /** Every call of a request costs its address one, whoever asks and whatever for. */
  takeForAddress(address: string, calls: number): Promise<number>;
  takeForPerson(personId: UserId, calls: number): Promise<number>;
  /** What this call costs beside. Throws where the database does not answer: nothing strict is done uncounted. */
  takeForCall(call: Call, caller: Caller): Promise<number>;
  stop(): Promise<void>;
}

interface Counters {
  person: Counter;
  address: Counter;
}

const strictCounters = (parts: CallLimitsParts): ReadonlyMap<string, Counters> => {
  const writes = { points: Math.max(1, Math.ceil(parts.perMinute / 4)), seconds: 60 };
  const limits: [string, StrictLimit][] = [
    ...Object.entries(strictLimits),
    ["write", { person: writes, address: writes }],
  ];
  return new Map(
    limits.map(([name, { person, address }]) => [
      name,
      {
        person: createCounter(parts, `${name}-person`, person),
        address: createCounter(parts, `${name}-address`, address),
      },
    ]),
  );
};

/** Sweeps counts whose time is over, for as long as this process lives. */
const sweeping = ({ pool, now, onFault }: CallLimitsParts) => {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = forgetOldCounts(pool, now()).catch(onFault);
  }, sweepMs);
  timer.unref();
  return async (): Promise<void> => {
    clearInterval(timer);
    await running;
  };
};

const unlimited = {
  takeForAddress: () => Promise.resolve(0),
  takeForPerson: () => Promise.resolve(0),
  takeForCall: () => Promise.resolve(0),
};

/** Limits that are kept in PostgreSQL, so that every process counts the same. */
export const createCallLimits = (parts: CallLimitsParts): CallLimits => {
  const { perMinute, now, onFault } = parts;
  const stop = sweeping(parts);
  if (perMinute === 0) return { ...unlimited, stop };
  const general = (name: string) =>
    createBlockLimit({
      counter: createCounter(parts, name, { points: perMinute, seconds: 60 }),
      ...{ now, onFault },
    });
  const perAddress = general("call-address");
  const perPerson = general("call-person");
  const strict = strictCounters(parts);
  return {
    takeForAddress: (address, calls) => perAddress(networkOf(address), calls),
    takeForPerson: perPerson,
    takeForCall: async (call, { address, personId }) => {
      for (const name of limitsOf(call)) {
        const counters = strict.get(name);
        if (counters === undefined) continue;
        const ofPerson = personId === null ? 0 : await takeOne(counters.person, personId);
        const wait = ofPerson > 0 ? ofPerson : await takeOne(counters.address, networkOf(address));
        if (wait > 0) return wait;
      }
      return 0;
    },
    stop,
  };
};
