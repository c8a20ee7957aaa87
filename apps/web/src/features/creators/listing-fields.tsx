import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/Combobox.layer.css";
import "@mantine/core/styles/Pill.layer.css";
import "@mantine/core/styles/PillsInput.layer.css";
import { currencyCodes } from "@boltz/contract";
import { NativeSelect, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { ClaimsFound } from "../../components/claims-found.tsx";
import { formatMoney, isFree, parseMajor } from "../../format/money.ts";
import classes from "./creators.module.css";
import { DescriptionField } from "./description-field.tsx";
import { type DraftErrors, type ListingDraft, refundDaysOffered, toTags } from "./listing-draft.ts";

interface ListingFieldsProps {
  draft: ListingDraft;
  errors: DraftErrors;
  onChange: (change: Partial<ListingDraft>) => void;
}

/** What a buyer sees: words, tags, price and terms. */
export function ListingFields({ draft, errors, onChange }: ListingFieldsProps) {
  const known = useQuery(api.listings.tagCounts.queryOptions(undefined, { staleTime: 300_000 }));
  return (
    <div className={classes["fields"]}>
      <div>
        <TextInput
          label="Title"
          maxLength={100}
          value={draft.title}
          error={errors.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <ClaimsFound text={draft.title} />
      </div>
      <div>
        <Textarea
          label="Summary"
          description="One or two sentences for the card in Explore."
          autosize
          minRows={2}
          maxLength={200}
          value={draft.summary}
          error={errors.summary}
          onChange={(event) => onChange({ summary: event.currentTarget.value })}
        />
        <ClaimsFound text={draft.summary} />
      </div>
      <div>
        <DescriptionField
          text={draft.description}
          error={errors.description}
          onChange={(description) => onChange({ description })}
        />
        <ClaimsFound text={draft.description} />
      </div>
      <TagsInput
        label="Tags"
        description="Up to eight, in small letters. Enter or a comma ends one."
        placeholder={draft.tags.length === 0 ? "trend, etf, daily" : ""}
        data={known.data?.map(({ tag }) => tag) ?? []}
        maxTags={8}
        value={draft.tags}
        error={errors.tags}
        onChange={(tags) => onChange({ tags: toTags(tags) })}
        clearButtonProps={{ "aria-label": "Remove all tags" }}
      />
      <PriceFields draft={draft} errors={errors} onChange={onChange} />
    </div>
  );
}

function PriceFields({ draft, errors, onChange }: ListingFieldsProps) {
  const parsed = parseMajor(draft.amount, draft.currency);
  const price = parsed.ok ? { amountMinor: parsed.amountMinor, currency: draft.currency } : null;
  return (
    <div className={classes["priceRow"]}>
      <TextInput
        label="Price"
        description={
          price
            ? isFree(price)
              ? "Buyers get it for free"
              : `Buyers pay ${formatMoney(price)}`
            : "0 gives it away"
        }
        inputMode="decimal"
        value={draft.amount}
        error={errors.price}
        onChange={(event) => onChange({ amount: event.currentTarget.value })}
      />
      <NativeSelect
        label="Currency"
        description="Charged in it"
        data={[...currencyCodes]}
        value={draft.currency}
        onChange={(event) => {
          const currency = currencyCodes.find((code) => code === event.currentTarget.value);
          if (currency) onChange({ currency });
        }}
      />
      <NativeSelect
        label="Refund"
        description="Counted from the purchase"
        data={refundDaysOffered.map((days) => ({
          value: String(days),
          label: days === 0 ? "No refunds" : `${days} days`,
        }))}
        value={String(draft.refundDays)}
        error={errors.refundDays}
        onChange={(event) => {
          const refundDays = refundDaysOffered.find((days) => String(days) === event.currentTarget.value);
          if (refundDays !== undefined) onChange({ refundDays });
        }}
      />
    </div>
  );
}
