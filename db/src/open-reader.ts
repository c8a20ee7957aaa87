import postgres from "postgres";

export type Reader = postgres.Sql<{ bigint: bigint }>;

/**
 * The public catalogue's connection: single autocommit SELECTs as the read-only role, pipelined. It
 * never opens a transaction; this driver is not safe in one when a backend is killed.
 */
export const openReader = (options: { url: string; max?: number }): Reader =>
  postgres(options.url, {
    max: options.max ?? 8,
    connect_timeout: 10,
    idle_timeout: 60,
    types: { bigint: postgres.BigInt },
    onnotice: () => {},
    connection: {
      application_name: "boltz-reader",
      statement_timeout: 10_000,
      default_transaction_read_only: true,
      // Many short statements at once: one core for each, and no time spent on compiling any.
      max_parallel_workers_per_gather: 0,
      jit: false,
    },
  });
