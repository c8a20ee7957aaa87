export interface Measured {
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  failed: number;
}

/** Keeps `atOnce` calls under way for so long, after a warm-up that is not counted. */
export const measureLoad = async (
  call: () => Promise<void>,
  { seconds, atOnce, warmUpSeconds = 1 }: { seconds: number; atOnce: number; warmUpSeconds?: number },
): Promise<Measured> => {
  const begin = performance.now() + warmUpSeconds * 1_000;
  const end = begin + seconds * 1_000;
  const times: number[] = [];
  let failed = 0;
  const keepCalling = async () => {
    for (let started = performance.now(); started < end; started = performance.now()) {
      const isRight = await call().then(
        () => true,
        () => false,
      );
      const ended = performance.now();
      if (started < begin || ended > end) continue;
      if (isRight) times.push(ended - started);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepCalling));
  return summarise(times, seconds, failed);
};

/** Does each of `work` once, `atOnce` at a time. */
export const measureAll = async <T>(
  work: readonly T[],
  call: (item: T) => Promise<void>,
  atOnce: number,
): Promise<Measured> => {
  const times: number[] = [];
  const queue = work.values();
  let failed = 0;
  const begin = performance.now();
  const keepCalling = async () => {
    for (const item of queue) {
      const started = performance.now();
      await call(item).then(
        () => times.push(performance.now() - started),
        () => {
          failed += 1;
        },
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepCalling));
  return summarise(times, (performance.now() - begin) / 1_000, failed);
};

const summarise = (times: number[], seconds: number, failed: number): Measured => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: sorted.length / seconds, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), failed };
};
