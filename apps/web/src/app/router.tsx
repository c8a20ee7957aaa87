import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { readExploreSearch } from "../features/listings/explore-search.ts";
import { parseAddress, writeAddress } from "./address-bar.ts";
import { CrashScreen } from "./crash-screen.tsx";
import { NotFound } from "./not-found.tsx";
import { root, textOf, under } from "./root-route.tsx";
import { RoutePending } from "./route-pending.tsx";
import { staffRoutes } from "./staff-routes.ts";

const explore = createRoute({
  getParentRoute: under,
  path: "/",
  validateSearch: readExploreSearch,
  component: lazyRouteComponent(() => import("../features/listings/explore.tsx"), "Explore"),
});

const strategyPage = createRoute({
  getParentRoute: under,
  path: "/listings/$listingId",
  validateSearch: (raw: Record<string, unknown>): { buy?: string; cancelled?: string } => ({
    ...textOf(raw, "buy"),
    ...textOf(raw, "cancelled"),
  }),
  component: lazyRouteComponent(() => import("../features/listings/strategy-page.tsx"), "StrategyPage"),
});

const verifyPage = createRoute({
  getParentRoute: under,
  path: "/verify",
  component: lazyRouteComponent(() => import("../features/proof/verify-page.tsx"), "VerifyPage"),
});

const compare = createRoute({
  getParentRoute: under,
  path: "/compare",
  validateSearch: (raw: Record<string, unknown>): { ids?: string } => textOf(raw, "ids"),
  component: lazyRouteComponent(() => import("../features/compare/compare-page.tsx"), "ComparePage"),
});

const creatorPage = createRoute({
  getParentRoute: under,
  path: "/creators/$creatorId",
  component: lazyRouteComponent(() => import("../features/creators/creator-page.tsx"), "CreatorPage"),
});

const purchase = createRoute({
  getParentRoute: under,
  path: "/purchases/$purchaseId",
  validateSearch: (raw: Record<string, unknown>): { returned?: string } => textOf(raw, "returned"),
  component: lazyRouteComponent(() => import("../features/purchases/purchase-page.tsx"), "PurchasePage"),
});

const purchases = createRoute({
  getParentRoute: under,
  path: "/purchases",
  component: lazyRouteComponent(() => import("../features/purchases/purchases.tsx"), "Purchases"),
});

const library = createRoute({
  getParentRoute: under,
  path: "/library",
  component: lazyRouteComponent(() => import("../features/library/library.tsx"), "Library"),
});

const wishList = createRoute({
  getParentRoute: under,
  path: "/wishlist",
  component: lazyRouteComponent(() => import("../features/following/wish-list.tsx"), "WishList"),
});

const notifications = createRoute({
  getParentRoute: under,
  path: "/notifications",
  component: lazyRouteComponent(() => import("../features/notifications/notifications.tsx"), "Notifications"),
});

const notificationPreferences = createRoute({
  getParentRoute: under,
  path: "/account/notifications",
  component: lazyRouteComponent(
    () => import("../features/notifications/preferences.tsx"),
    "NotificationPreferences",
  ),
});

const withNext = (raw: Record<string, unknown>): { next?: string } => textOf(raw, "next");

const signIn = createRoute({
  getParentRoute: under,
  path: "/sign-in",
  validateSearch: withNext,
  component: lazyRouteComponent(() => import("../features/account/sign-in.tsx"), "SignIn"),
});

const signUp = createRoute({
  getParentRoute: under,
  path: "/sign-up",
  validateSearch: withNext,
  component: lazyRouteComponent(() => import("../features/account/sign-up.tsx"), "SignUp"),
});

const verified = createRoute({
  getParentRoute: under,
  path: "/verified",
  validateSearch: (raw: Record<string, unknown>): { error?: string } => textOf(raw, "error"),
  component: lazyRouteComponent(() => import("../features/account/verified.tsx"), "Verified"),
});

const forgotPassword = createRoute({
  getParentRoute: under,
  path: "/forgot-password",
  component: lazyRouteComponent(() => import("../features/account/forgot-password.tsx"), "ForgotPassword"),
});

const resetPassword = createRoute({
  getParentRoute: under,
  path: "/reset-password",
  validateSearch: (raw: Record<string, unknown>): { token?: string; error?: string } => ({
    ...textOf(raw, "token"),
    ...textOf(raw, "error"),
  }),
  component: lazyRouteComponent(() => import("../features/account/reset-password.tsx"), "ResetPassword"),
});

const account = createRoute({
  getParentRoute: under,
  path: "/account",
  component: lazyRouteComponent(() => import("../features/account/account.tsx"), "Account"),
});

const privacy = createRoute({
  getParentRoute: under,
  path: "/account/privacy",
  component: lazyRouteComponent(() => import("../features/privacy/privacy.tsx"), "Privacy"),
});

const device = createRoute({
  getParentRoute: under,
  path: "/device",
  validateSearch: (raw: Record<string, unknown>): { user_code?: string } => textOf(raw, "user_code"),
  component: lazyRouteComponent(() => import("../features/account/device.tsx"), "Device"),
});

const creator = createRoute({
  getParentRoute: under,
  path: "/creator",
  component: lazyRouteComponent(
    () => import("../features/creators/creator-dashboard.tsx"),
    "CreatorDashboard",
  ),
});

const payouts = createRoute({
  getParentRoute: under,
  path: "/creator/payouts",
  validateSearch: (raw: Record<string, unknown>): { onboarded?: string } => textOf(raw, "onboarded"),
  component: lazyRouteComponent(() => import("../features/payouts/payouts.tsx"), "Payouts"),
});

const statement = createRoute({
  getParentRoute: under,
  path: "/creator/payouts/$payoutId",
  component: lazyRouteComponent(() => import("../features/payouts/statement.tsx"), "Statement"),
});

const coupons = createRoute({
  getParentRoute: under,
  path: "/creator/coupons",
  component: lazyRouteComponent(() => import("../features/coupons/coupons.tsx"), "Coupons"),
});

const newListing = createRoute({
  getParentRoute: under,
  path: "/creator/new",
  validateSearch: (raw: Record<string, unknown>): { example?: string } => textOf(raw, "example"),
  component: lazyRouteComponent(() => import("../features/creators/new-listing.tsx"), "NewListing"),
});

const editListing = createRoute({
  getParentRoute: under,
  path: "/creator/listings/$listingId",
  component: lazyRouteComponent(() => import("../features/creators/edit-listing.tsx"), "EditListing"),
});

const language = createRoute({
  getParentRoute: under,
  path: "/language",
  component: lazyRouteComponent(() => import("../features/editor/language-page.tsx"), "LanguagePage"),
});

const standing = createRoute({
  getParentRoute: under,
  path: "/standing",
  component: lazyRouteComponent(() => import("../features/standing/standing.tsx"), "Standing"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    explore,
    compare,
    strategyPage,
    verifyPage,
    creatorPage,
    purchase,
    purchases,
    library,
    wishList,
    notifications,
    notificationPreferences,
    signIn,
    signUp,
    verified,
    forgotPassword,
    resetPassword,
    account,
    privacy,
    device,
    creator,
    payouts,
    statement,
    coupons,
    newListing,
    editListing,
    language,
    standing,
    ...staffRoutes,
  ]),
  parseSearch: parseAddress,
  stringifySearch: writeAddress,
  defaultPreload: "intent",
  defaultPendingComponent: RoutePending,
  defaultErrorComponent: CrashScreen,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
