import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readAuditSearch } from "../features/audit/audit-search.ts";
import { textOf, under } from "./root-route.tsx";

const moderation = createRoute({
  getParentRoute: under,
  path: "/admin/moderation",
  validateSearch: (raw: Record<string, unknown>): { kind?: string } => textOf(raw, "kind"),
  component: lazyRouteComponent(
    () => import("../features/moderation/admin-moderation.tsx"),
    "AdminModeration",
  ),
});

const moderationCase = createRoute({
  getParentRoute: under,
  path: "/admin/moderation/$caseId",
  component: lazyRouteComponent(() => import("../features/moderation/case-page.tsx"), "CasePage"),
});

const adminCreator = createRoute({
  getParentRoute: under,
  path: "/admin/creators/$creatorId",
  component: lazyRouteComponent(() => import("../features/moderation/admin-creator.tsx"), "AdminCreator"),
});

const audit = createRoute({
  getParentRoute: under,
  path: "/admin/audit",
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import("../features/audit/audit-log.tsx"), "AuditLog"),
});

const adminPurchases = createRoute({
  getParentRoute: under,
  path: "/admin/purchases",
  validateSearch: (raw: Record<string, unknown>): { q?: string; quarantined?: string } => ({
    ...textOf(raw, "q"),
    ...textOf(raw, "quarantined"),
  }),
  component: lazyRouteComponent(() => import("../features/moderation/admin-purchases.tsx"), "AdminPurchases"),
});

const adminPurchase = createRoute({
  getParentRoute: under,
  path: "/admin/purchases/$purchaseId",
  component: lazyRouteComponent(() => import("../features/moderation/admin-purchase.tsx"), "AdminPurchase"),
});

const adminPayouts = createRoute({
  getParentRoute: under,
  path: "/admin/payouts",
  validateSearch: (raw: Record<string, unknown>): { status?: string } => textOf(raw, "status"),
  component: lazyRouteComponent(() => import("../features/finance/admin-payouts.tsx"), "AdminPayouts"),
});

const adminDisputes = createRoute({
  getParentRoute: under,
  path: "/admin/disputes",
  validateSearch: (raw: Record<string, unknown>): { decided?: string } => textOf(raw, "decided"),
  component: lazyRouteComponent(() => import("../features/finance/admin-disputes.tsx"), "AdminDisputes"),
});

const adminReconciliation = createRoute({
  getParentRoute: under,
  path: "/admin/reconciliation",
  validateSearch: (raw: Record<string, unknown>): { all?: string } => textOf(raw, "all"),
  component: lazyRouteComponent(
    () => import("../features/finance/admin-reconciliation.tsx"),
    "AdminReconciliation",
  ),
});

const adminHealth = createRoute({
  getParentRoute: under,
  path: "/admin/health",
  component: lazyRouteComponent(() => import("../features/operations/admin-health.tsx"), "AdminHealth"),
});

/** The rooms of our staff. */
export const staffRoutes = [
  moderation,
  moderationCase,
  adminCreator,
  audit,
  adminPurchases,
  adminPurchase,
  adminPayouts,
  adminDisputes,
  adminReconciliation,
  adminHealth,
] as const;
