import type { Transaction } from "@boltz/db";
import { erasedWords } from "@boltz/domain";
import { type SQL, sql } from "drizzle-orm";

/** Statements of one step, in the order in which the tables are locked everywhere. */
const run = async (tx: Transaction, statements: readonly SQL[]): Promise<void> => {
  for (const statement of statements) await tx.execute(statement);
};

/**
 * Takes what a creator wrote out of the market. A title that somebody bought stays, because it is on the
 * buyer's own records; the strategies themselves are what buyers hold a licence of.
 */
export const eraseMarket = (tx: Transaction, person: SQL): Promise<void> => {
  const isSold = (listing: SQL) =>
    sql`exists (select from strategy_purchases p where p.listing_id = ${listing} and p.completed_at is not null)`;
  const titled = (listing: SQL) => sql`case when ${isSold(listing)} then title else ${erasedWords.title} end`;
  return run(tx, [
    sql`update strategy_purchases set last_failure = null, checkout_url = null where buyer_id = ${person}
      and (last_failure is not null or checkout_url is not null)`,
    sql`update listing_drafts set title = ${titled(sql`listing_drafts.listing_id`)}, summary = ${erasedWords.summary},
      description = ${erasedWords.description}, tags = '{}', state = 'draft', submitted_at = null, updated_at = now()
      where creator_id = ${person}`,
    sql`update strategy_marketplace set title = ${titled(sql`strategy_marketplace.id`)},
      summary = ${erasedWords.summary}, description = ${erasedWords.description}, tags = '{}',
      status = case when status = 'unpublished' then status else 'removed' end, updated_at = now()
      where creator_id = ${person}`,
    sql`update strategies set name = ${erasedWords.title} where creator_id = ${person}`,
    sql`update creator_profiles set may_publish = false, may_sell = false, may_withdraw = false where user_id = ${person}`,
    sql`update coupons set enabled = false where owner_id = ${person} and enabled`,
  ]);
};

/** Empties what was said by the person and about the person: cases, reports, appeals, decisions, reviews. */
export const eraseTalk = (tx: Transaction, person: SQL): Promise<void> => {
  const ownListings = sql`(select id from strategy_marketplace where creator_id = ${person})`;
  const ownReviews = sql`(select id from strategy_reviews where reviewer_id = ${person})`;
  const aboutOwn = sql`((review_id is null and listing_id in ${ownListings}) or review_id in ${ownReviews})`;
  return run(tx, [
    sql`update moderation_cases set closed_at = now() where concerns_id = ${person} and closed_at is null`,
    sql`update listing_flags set note = '' where (reporter_id = ${person} or ${aboutOwn}) and note <> ''`,
    sql`update listing_flags set state = 'dismissed', closed_at = now() where ${aboutOwn} and state = 'open'`,
    sql`update moderation_appeals set text = ${erasedWords.reason},
      answer = case when answer = '' then answer else ${erasedWords.reason} end, outcome = coalesce(outcome, 'denied'),
      answered_at = coalesce(answered_at, now()) where creator_id = ${person}`,
    sql`update moderation_decisions set reason = ${erasedWords.reason} where creator_id = ${person} and reason <> ''`,
    sql`update strategy_reviews set author = ${erasedWords.author}, body = ${erasedWords.review}
      where reviewer_id = ${person}`,
    sql`update strategy_reviews set reply = null, replied_at = null where creator_id = ${person} and reply is not null`,
  ]);
};

/** Empties the texts that stand on financial records; their amounts, states and dates are not touched. */
export const eraseMoneyWords = (tx: Transaction, person: SQL): Promise<void> =>
  run(tx, [
    sql`update refunds set reason = case when buyer_id = ${person} or requested_by = ${person} then '' else reason end,
      failure = null where buyer_id = ${person} or requested_by = ${person}`,
    sql`update disputes set reason = '' where buyer_id = ${person}`,
    sql`update creator_payouts set failure = null where creator_id = ${person} and failure is not null`,
    sql`update payout_accounts set is_current = false, requirements = '{}', next_check_at = null
      where user_id = ${person}`,
    sql`delete from payout_reviews where creator_id = ${person}`,
    sql`update provider_ops set error = null where owner_id = ${person} and error is not null`,
    sql`update installs set expires_at = least(expires_at, now()) where user_id = ${person}`,
  ]);

/** Forgets what the person was told and wanted, and what others were told with the person's name in it. */
export const eraseMessages = (tx: Transaction, person: SQL, publicId: string): Promise<void> =>
  run(tx, [
    sql`delete from notifications where user_id = ${person} or params->>'creatorId' = ${publicId}`,
    sql`delete from notification_preferences where user_id = ${person}`,
    sql`delete from follows where user_id = ${person} or creator_id = ${person}`,
    sql`delete from wishes where user_id = ${person}`,
    sql`delete from data_exports where user_id = ${person}`,
    sql`update email_outbox set state = case when state = 'queued' then 'failed' else state end, params = '{}',
      locked_until = null where user_id = ${person} or (state = 'queued' and params->>'creatorId' = ${publicId})`,
  ]);
