import { handleEvent } from "@boltz/services";
import { defineJob } from "./job.ts";

export const handleEventJob = defineJob("handle-event", { atOnce: 10 }, (ctx, input) =>
  handleEvent({ ctx, input }),
);
