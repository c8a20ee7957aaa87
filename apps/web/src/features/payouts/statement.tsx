import { isId, type PayoutId, type PayoutStatement } from "@boltz/contract";
import { Button } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { Gate } from "../../components/gate.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { Page, Section } from "../../components/page.tsx";
import { ErrorPanel, LoadingRows, MissingPanel } from "../../components/states.tsx";
import { formatMomentInZone } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { PayoutStatusBadge } from "./payout-status.tsx";
import { isMoving, payoutWords, providerTitles } from "./payout-words.ts";
import "./statement-print.css";
import classes from "./statement.module.css";
import { StatementTable } from "./statement-table.tsx";

const route = getRouteApi("/creator/payouts/$payoutId");
const pollMs = 5_000;

/** One payout and every entry that it is made of. Finance may read those of others. */
export function Statement() {
  const { payoutId } = route.useParams();
  return (
    <Gate title="Payout" action={["payout.read", "finance.read"]}>
      {() =>
        isId("pyt", payoutId) ? (
          <StatementById payoutId={payoutId} />
        ) : (
          <Page title="Payout">
            <MissingPanel what="payout" />
          </Page>
        )
      }
    </Gate>
  );
}

export function StatementById({ payoutId }: { payoutId: PayoutId }) {
  const statement = useQuery(
    api.payouts.statement.queryOptions(
      { payoutId },
      {
        refetchInterval: ({ state }) => (state.data && isMoving(state.data.payout) ? pollMs : false),
      },
    ),
  );
  if (statement.data) return <StatementPage statement={statement.data} />;
  return (
    <Page title="Payout" width="text">
      {statement.isPending ? (
        <LoadingRows rows={3} label="Loading the statement" />
      ) : wireErrorOf(statement.error).code === "not_found" ? (
        <MissingPanel what="payout" />
      ) : (
        <ErrorPanel
          error={statement.error}
          retry={statement.refetch}
          title="The statement could not be loaded"
        />
      )}
    </Page>
  );
}

function StatementPage({ statement }: { statement: PayoutStatement }) {
  const { payout, creatorName } = statement;
  const amount = formatMoney(payout.amount);
  return (
    <Page
      title={`Payout of ${amount}`}
      eyebrow={
        <>
          <span data-print-hidden>
            <AnchorLink to="/creator/payouts" c="dimmed" size="sm">
              Payouts
            </AnchorLink>
          </span>
          <span data-print-only>BoltzTrader Marketplace</span>
        </>
      }
      actions={
        <div className={classes["actions"]} data-print-hidden>
          <Button
            component="a"
            href={`/exports/payouts/${payout.id}.csv`}
            download
            variant="default"
            leftSection={<IconDownload size={17} stroke={1.7} />}
          >
            CSV
          </Button>
          <Button
            variant="default"
            leftSection={<IconPrinter size={17} stroke={1.7} />}
            onClick={() => window.print()}
          >
            Print
          </Button>
        </div>
      }
    >
      <dl className={`${classes["head"]} num`}>
        <Fact name="Paid to">{creatorName}</Fact>
        <Fact name="Through">{providerTitles[payout.provider]}</Fact>
        <Fact name="State">
          <PayoutStatusBadge status={payout.status} />
          <span className={classes["meaning"]}>{payoutWords[payout.status].meaning}</span>
          {payout.failure === null ? null : (
            <span className={classes["failure"]}>The provider says: {payout.failure}</span>
          )}
        </Fact>
        <Fact name={payout.origin === "weekly" ? "Made by the automatic run" : "Requested"}>
          {formatMomentInZone(payout.createdAt)}
        </Fact>
        {payout.sentAt ? <Fact name="Sent">{formatMomentInZone(payout.sentAt)}</Fact> : null}
        {payout.endedAt ? (
          <Fact name={payoutWords[payout.status].label}>{formatMomentInZone(payout.endedAt)}</Fact>
        ) : null}
        <Fact name="Number">{payout.id}</Fact>
        {payout.providerReference === null ? null : (
          <Fact name="Provider's reference">{payout.providerReference}</Fact>
        )}
      </dl>
      <Section title="Statement" id="statement">
        <StatementTable statement={statement} />
      </Section>
    </Page>
  );
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
