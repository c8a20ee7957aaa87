DROP INDEX "disputes_sweep_idx";--> statement-breakpoint
CREATE INDEX "disputes_sweep_idx" ON "disputes" USING btree ("next_check_at") WHERE next_check_at is not null;