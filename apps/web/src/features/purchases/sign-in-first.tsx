import type { ListingPage } from "@boltz/contract";
import { Text } from "@mantine/core";
import { ButtonLink } from "../../components/links.tsx";
import classes from "./order.module.css";

/** A visitor signs in and comes back to this very purchase. */
export function SignInFirst({ listing }: { listing: ListingPage }) {
  const next = `/listings/${listing.id}?buy=1`;
  return (
    <div className={classes["stack"]}>
      <Text>
        Sign in to get <strong>{listing.title}</strong>. You come back to this page, and the strategy stays in
        your library for good.
      </Text>
      <ButtonLink to="/sign-in" search={{ next }} size="md" fullWidth data-autofocus>
        Sign in
      </ButtonLink>
      <ButtonLink to="/sign-up" search={{ next }} size="md" variant="default" fullWidth>
        Create an account
      </ButtonLink>
    </div>
  );
}
