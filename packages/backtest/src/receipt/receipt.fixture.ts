import { type DatasetId, datasetId, type Receipt, type ReceiptPayload } from "@boltz/contract";

const pemOf = (body: string) => `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`;

/** OpenSSL's answers for the private keys 0101…01 and 0202…02: the key, its id, and its signature of `examplePayload`. */
export const firstKey = {
  pem: pemOf("MCowBQYDK2VwAyEAiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w="),
  keyId: "fd110d301d2f077d",
  signature: "rAc0UhnqT5CqzjnoW7OqKhwniUwdP4Zm3PtbuyUF/7vQ8bD/nhWckbbs3EwFMGZOhxUv1kscndbLtzFD8ZpkAQ==",
};
export const secondKey = {
  pem: pemOf("MCowBQYDK2VwAyEAgTl3Dqh9F19Wo1Rmw0x+zMuNipG07jeiXfYPW4/Js5Q="),
  keyId: "47dea58ea00fae94",
  signature: "qdfYnksFMjla3Hi/2+/4VYLNhtG5LepdqoMsheqilS6GTVV+KEieCyWhWvyrJRdGWGjSeq/s468bFAwCufeaBQ==",
};
/** A key of the right length for another algorithm. */
export const x25519Pem = pemOf("MCowBQYDK2VuAyEAeogOX9yvzt7gRB7QiwDgwdWFakHpvqnjvnAPjtN2D08=");

export const exampleDatasetId: DatasetId = datasetId.parse("dst_01k9zt5w8xfj2r4m6n8p0q2s4t");

export const examplePayload = (): ReceiptPayload => ({
  format: "boltz.receipt/1",
  engine: "boltz-engine/1.0.0",
  specHash: "a".repeat(64),
  bars: [{ symbol: "SPY", timeframe: "1d", datasetId: exampleDatasetId, count: 700, sha256: "b".repeat(64) }],
  resultHash: "c".repeat(64),
  holdoutFrom: "2020-01-01T00:00:00.000Z",
  publishedAt: null,
  segments: {
    inSample: { totalReturn: 0.25, sharpe: 1.1, maxDrawdown: 0.1, trades: 40 },
    holdout: { totalReturn: -0.01, sharpe: null, maxDrawdown: 0.05, trades: 7 },
    afterPublication: null,
  },
  trials: 3,
  dsr: 0.9,
  pbo: null,
  issuedAt: "2026-01-01T00:00:00.000Z",
});

export const exampleReceipt = (key = firstKey): Receipt => ({
  payload: examplePayload(),
  signature: { alg: "Ed25519", keyId: key.keyId, signature: key.signature },
});
