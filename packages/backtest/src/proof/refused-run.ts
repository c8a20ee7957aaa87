/** What a run gives, or null where the engine refuses it, as for an account that outgrows all numbers. */
export function unlessRefused<Result>(run: () => Result): Result | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
