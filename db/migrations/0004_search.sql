CREATE TABLE "listing_search" (
	"listing_id" uuid PRIMARY KEY NOT NULL,
	"rating" double precision NOT NULL,
	"quality" double precision NOT NULL,
	"tier" smallint GENERATED ALWAYS AS (least(6, greatest(0, floor((quality - 3.5) * 2)))::smallint) STORED NOT NULL,
	"published_us" bigint NOT NULL,
	"total_sales" integer NOT NULL,
	"price_minor" bigint NOT NULL,
	"shown_price" bigint NOT NULL,
	"title" "tsvector" NOT NULL,
	"words" "tsvector" NOT NULL,
	"ballast" text DEFAULT repeat(' ', 2100) NOT NULL
);
--> statement-breakpoint
ALTER TABLE "listing_search" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL,
	"listings" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "listing_search" ADD CONSTRAINT "listing_search_listing_id_strategy_marketplace_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."strategy_marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "listing_search_title_0_idx" ON "listing_search" USING gin ("title") WITH (fastupdate=false) WHERE tier = 0;--> statement-breakpoint
CREATE INDEX "listing_search_words_0_idx" ON "listing_search" USING gin ("words") WITH (fastupdate=false) WHERE tier = 0;--> statement-breakpoint
CREATE INDEX "listing_search_title_1_idx" ON "listing_search" USING gin ("title") WITH (fastupdate=false) WHERE tier = 1;--> statement-breakpoint
CREATE INDEX "listing_search_words_1_idx" ON "listing_search" USING gin ("words") WITH (fastupdate=false) WHERE tier = 1;--> statement-breakpoint
CREATE INDEX "listing_search_title_2_idx" ON "listing_search" USING gin ("title") WITH (fastupdate=false) WHERE tier = 2;--> statement-breakpoint
CREATE INDEX "listing_search_words_2_idx" ON "listing_search" USING gin ("words") WITH (fastupdate=false) WHERE tier = 2;--> statement-breakpoint
CREATE INDEX "listing_search_title_3_idx" ON "listing_search" USING gin ("title") WITH (fastupdate=false) WHERE tier = 3;--> statement-breakpoint
CREATE INDEX "listing_search_words_3_idx" ON "listing_search" USING gin ("words") WITH (fastupdate=false) WHERE tier = 3;--> statement-breakpoint
CREATE INDEX "listing_search_title_4_idx" ON "listing_search" USING gin ("title") WITH (fastupdate=false) WHERE tier = 4;--> statement-breakpoint
CREATE INDEX "listing_search_words_4_idx" ON "listing_search" USING gin ("words") WITH (fastupdate=false) WHERE tier = 4;--> statement-breakpoint
CREATE INDEX "listing_search_title_5_idx" ON "listing_search" USING gin ("title") WITH (fastupdate=false) WHERE tier = 5;--> statement-breakpoint
CREATE INDEX "listing_search_words_5_idx" ON "listing_search" USING gin ("words") WITH (fastupdate=false) WHERE tier = 5;--> statement-breakpoint
CREATE INDEX "listing_search_title_6_idx" ON "listing_search" USING gin ("title") WITH (fastupdate=false) WHERE tier = 6;--> statement-breakpoint
CREATE INDEX "listing_search_words_6_idx" ON "listing_search" USING gin ("words") WITH (fastupdate=false) WHERE tier = 6;--> statement-breakpoint
CREATE INDEX "listing_search_quality_idx" ON "listing_search" USING btree ("quality","listing_id");--> statement-breakpoint
CREATE INDEX "listing_search_newest_idx" ON "listing_search" USING btree ("published_us","listing_id");--> statement-breakpoint
CREATE INDEX "listing_search_rating_idx" ON "listing_search" USING btree ("rating","listing_id");--> statement-breakpoint
CREATE INDEX "listing_search_sales_idx" ON "listing_search" USING btree ("total_sales","listing_id");--> statement-breakpoint
CREATE INDEX "listing_search_price_idx" ON "listing_search" USING btree ("shown_price","listing_id");--> statement-breakpoint
CREATE INDEX "search_words_trigram_idx" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "strategy_marketplace" DROP COLUMN "quality";--> statement-breakpoint
ALTER TABLE "strategy_marketplace" DROP COLUMN "search";--> statement-breakpoint
CREATE POLICY "listing_search_owner_all" ON "listing_search" AS PERMISSIVE FOR ALL TO "boltz_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "listing_search_reader_select" ON "listing_search" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (true);--> statement-breakpoint
CREATE POLICY "search_words_owner_all" ON "search_words" AS PERMISSIVE FOR ALL TO "boltz_owner" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "search_words_reader_select" ON "search_words" AS PERMISSIVE FOR SELECT TO "boltz_reader" USING (true);