export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
  throwawayFlags,
} from "./embedded-postgres.ts";
export { acquireInstanceLock, type InstanceLock } from "./instance-lock.ts";
