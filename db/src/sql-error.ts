/** The SQLSTATE of a database fault, through the wrappers that drivers put around it; undefined for anything else. */
export const sqlStateOf = (error: unknown): string | undefined => {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ("code" in cause && typeof cause.code === "string" && /^[0-9A-Z]{5}$/.test(cause.code))
      return cause.code;
  }
  return undefined;
};

/** Whether a unique constraint or index of this name refused the row. */
export const isDuplicate = (error: unknown, constraint?: string): boolean => {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ("code" in cause && cause.code === "23505")
      return constraint === undefined || ("constraint" in cause && cause.constraint === constraint);
  }
  return false;
};
