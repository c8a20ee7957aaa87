import { runHalf } from "./start-production.ts";

await runHalf({ api: false, worker: true });
