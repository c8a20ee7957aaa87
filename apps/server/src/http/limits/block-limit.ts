import { type Counter, secondsOf } from "./counter.ts";

const largestBlock = 50;
const patienceMs = 5_000;
const sweepMs = 60_000;

interface Held {
  left: number;
  untilMs: number;
  /** The limit gave less than was asked for: there is nothing more in this window. */
  isLast: boolean;
}

export interface BlockLimitParts {
  counter: Counter;
  now(): number;
  /** Told when the database did not answer; calls are then let through for a moment. */
  onFault(error: unknown): void;
}

/**
 * A limit that is asked too often for a statement each time. Points come from the counter in blocks, which
 * this process holds until they are used or the window ends. All processes together never give more than
 * the limit; what one holds unused, at most a block, the others cannot give.
 */
export const createBlockLimit = ({ counter, now, onFault }: BlockLimitParts) => {
  const block = Math.max(1, Math.min(largestBlock, Math.floor(counter.points / 20)));
  const held = new Map<string, Held>();
  const filling = new Map<string, Promise<void>>();
  let openUntilMs = 0;
  let sweepAtMs = now() + sweepMs;

  const sweep = (): void => {
    if (now() < sweepAtMs) return;
    sweepAtMs = now() + sweepMs;
    for (const [whom, { untilMs }] of held) if (untilMs <= now()) held.delete(whom);
  };
  const current = (whom: string): Held | undefined => {
    const one = held.get(whom);
    return one !== undefined && one.untilMs > now() ? one : undefined;
  };
  const fill = async (whom: string, calls: number): Promise<void> => {
    const asked = Math.max(block, calls);
    try {
      const { used, waitMs } = await counter.take(whom, asked);
      const given = Math.max(0, Math.min(asked, counter.points - (used - asked)));
      const left = (current(whom)?.left ?? 0) + given;
      held.set(whom, { left, untilMs: now() + Math.max(1, waitMs), isLast: given < asked });
      sweep();
    } catch (error) {
      openUntilMs = now() + patienceMs;
      onFault(error);
    } finally {
      filling.delete(whom);
    }
  };

  /** Takes `calls` points; answers 0, or how many seconds to wait. */
  return async (whom: string, calls: number): Promise<number> => {
    for (;;) {
      const one = current(whom);
      if (one !== undefined && one.left >= calls) {
        one.left -= calls;
        return 0;
      }
      if (one?.isLast === true) return secondsOf(one.untilMs - now());
      if (now() < openUntilMs) return 0;
      const running = filling.get(whom) ?? fill(whom, calls);
      filling.set(whom, running);
      await running;
    }
  };
};
