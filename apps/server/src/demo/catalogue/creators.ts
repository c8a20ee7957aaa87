import type { DemoCreator } from "./demo-listing.ts";

export const demoCreators: DemoCreator[] = [
  {
    key: "ingrid",
    displayName: "Ingrid Solheim",
    email: "ingrid@creators.example",
    bio: "Slow trend following from Bergen. I spent years on a futures desk learning that the exit matters more than the entry; everything here can be run once a day, after dinner.",
  },
  {
    key: "daniel",
    displayName: "Kestrel Street",
    email: "daniel@creators.example",
    bio: "Daniel Okafor writes short-term mean reversion for stocks and index funds. Small rules, few parameters, and a plain account of the days on which they hurt.",
  },
  {
    key: "meera",
    displayName: "Saffron Systems",
    email: "meera@creators.example",
    bio: "Meera Iyer, Pune. Rules for the Indian market, with Indian costs written into every document. Former exchange-surveillance engineer, now suspicious of all volume.",
  },
  {
    key: "kenji",
    displayName: "Hoshino Lab",
    email: "kenji@creators.example",
    bio: "Kenji Hoshino measures momentum in Tokyo shares and yen pairs. I publish the rule first and the story second.",
  },
  {
    key: "yousef",
    displayName: "Dune Markets",
    email: "yousef@creators.example",
    bio: "Yousef Al-Mutairi covers metals, energy and Gulf equities from Kuwait City. Weekly and daily bars only, because a commodity should be given time to make up its mind.",
  },
  {
    key: "clara",
    displayName: "Blockhouse Research",
    email: "clara@creators.example",
    bio: "Clara Weiss builds risk-first crypto systems in Berlin. Position size is decided before direction, and no document here borrows money.",
  },
];
