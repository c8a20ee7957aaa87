/** Lets `size` pieces of work run at once; the others wait their turn. */
export const createSlots = (size: number) => {
  const waiting: (() => void)[] = [];
  let taken = 0;
  const enter = (): Promise<void> | undefined => {
    if (taken < size) {
      taken += 1;
      return;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) taken -= 1;
    else next();
  };
  return {
    waiting: (): number => waiting.length,
    run: async <Result>(work: () => Promise<Result>): Promise<Result> => {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
};
