import { Button } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { Gate } from "../../components/gate.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { Page, Section } from "../../components/page.tsx";
import { ErrorPanel } from "../../components/states.tsx";
import { AttachedFields } from "../attached/attached-fields.tsx";
import { SourceChoice } from "../attached/source-choice.tsx";
import { exampleNamed } from "../editor/examples.ts";
import { CardPreview } from "./card-preview.tsx";
import classes from "./creators.module.css";
import { ListingFields } from "./listing-fields.tsx";
import { UnsavedGuard } from "./unsaved-guard.tsx";
import { useNewListing } from "./use-new-listing.ts";
import { VersionFields } from "./version-fields.tsx";

const route = getRouteApi("/creator/new");

/** A strategy and its listing, written in one go. */
export const NewListing = () => (
  <Gate title="New listing" action="listing.create">
    {() => <FromAddress />}
  </Gate>
);

function FromAddress() {
  const { example } = route.useSearch();
  return <NewListingForm key={example} text={exampleNamed(example)?.text ?? ""} />;
}

function NewListingForm({ text }: { text: string }) {
  const { form, strategy, listing, failure, busy, save, isDirty } = useNewListing(text);
  const { source, attached, version } = strategy;
  return (
    <Page
      title="New listing"
      eyebrow={
        <AnchorLink to="/creator" c="dimmed" size="sm">
          Creator desk
        </AnchorLink>
      }
      lead="Write the strategy and what buyers read about it. Nothing is public before you submit it and a moderator approves."
    >
      <UnsavedGuard isDirty={isDirty} />
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={classes["problems"]} aria-live="assertive">
          {failure ? <ErrorPanel error={failure} title="The draft is not saved yet" /> : null}
        </div>
        <Section title="Strategy" id="strategy">
          <SourceChoice source={source} onChange={strategy.setSource} />
          {source === "attached" ? (
            <AttachedFields
              draft={attached.draft}
              errors={attached.errors}
              onChange={attached.change}
              withName
            />
          ) : (
            <VersionFields draft={version.draft} errors={version.errors} onChange={version.change} withName />
          )}
        </Section>
        <Section title="Listing" id="listing">
          <div className={classes["split"]}>
            <ListingFields draft={listing.draft} errors={listing.errors} onChange={listing.change} />
            <CardPreview
              draft={listing.draft}
              seed={source === "attached" ? attached.draft.name : version.draft.name}
            />
          </div>
        </Section>
        <div className={classes["saveBar"]}>
          <span aria-live="polite">
            {busy && source === "attached"
              ? "The files are being uploaded and their figures recomputed."
              : "You can submit it for review on the next page."}
          </span>
          <Button type="submit" size="md" loading={busy}>
            Save draft
          </Button>
        </div>
      </form>
    </Page>
  );
}
