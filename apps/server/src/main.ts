import { runHalf } from "./start-production.ts";

await runHalf({ api: true, worker: false });
