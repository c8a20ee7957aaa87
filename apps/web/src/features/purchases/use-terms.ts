import type { ListingId } from "@boltz/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { type Failure, wireErrorOf } from "../../api/errors.ts";
import { useBuyerCountry } from "./buyer-country.ts";

const codeOf = (typed: string) => typed.trim().toUpperCase();

/** What is under the coupon's field: the field's own issue where there is one, else the refusal's sentence. */
const wordsOf = ({ issues, sentence }: Failure) => {
  const message = issues.find(({ path }) => path[0] === "couponCode")?.message;
  if (message === undefined) return sentence;
  return message.startsWith("must ") ? `A code ${message}.` : message;
};

/**
 * The terms of one opening of the purchase: what it costs from this country, with this coupon. A coupon
 * that does not fit leaves the terms without it.
 */
export function useTerms(listingId: ListingId) {
  const { country, choose } = useBuyerCountry();
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState<string>();

  const plain = useQuery(
    api.purchases.options.queryOptions({ listingId, country }, { placeholderData: keepPreviousData }),
  );
  const reduced = useQuery(
    api.purchases.options.queryOptions(
      { listingId, country, couponCode: asked ?? "" },
      { enabled: asked !== undefined, placeholderData: keepPreviousData, staleTime: 0 },
    ),
  );
  const isAsked = asked !== undefined;
  const isApplied = isAsked && reduced.isSuccess && !reduced.isPlaceholderData;

  const apply = () => {
    const code = codeOf(typed);
    if (code === "") return;
    if (code === asked) void reduced.refetch();
    else setAsked(code);
  };
  return {
    plain,
    terms: isAsked && reduced.isSuccess ? reduced.data : plain.data,
    isSettled: !plain.isPlaceholderData && (!isAsked || isApplied || reduced.isError),
    country,
    chooseCountry: choose,
    coupon: {
      typed,
      applied: isApplied ? asked : undefined,
      isChecking: isAsked && reduced.isFetching,
      problem: isAsked && reduced.isError ? wordsOf(wireErrorOf(reduced.error)) : undefined,
      /** Typed, and not asked about yet. */
      isWaiting: codeOf(typed) !== "" && codeOf(typed) !== asked,
      type: (text: string) => {
        setTyped(text);
        if (codeOf(text) !== asked) setAsked(undefined);
      },
      apply,
      remove: () => {
        setTyped("");
        setAsked(undefined);
      },
    },
  };
}

export type Terms = ReturnType<typeof useTerms>;
