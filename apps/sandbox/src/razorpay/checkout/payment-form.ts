import { type CardForm, readCardForm } from "../../pages/card-form.ts";
import { findInstrument, type Instrument } from "../payments/instruments.ts";
import type { PaymentMethod } from "../records.ts";

export interface PaymentForm {
  method: PaymentMethod;
  typed: CardForm["typed"] & { vpa: string };
  errors: CardForm["errors"] & { vpa?: string };
  instrument: Instrument | undefined;
}

export function emptyForm(method: PaymentMethod): PaymentForm {
  const typed = { number: "", expiry: "", name: "", vpa: "" };
  return { method, typed, errors: {}, instrument: undefined };
}

export function readPaymentForm(fields: URLSearchParams, now: Date): PaymentForm {
  return fields.get("method") === "upi" ? readUpi(fields) : readCard(fields, now);
}

function readCard(fields: URLSearchParams, now: Date): PaymentForm {
  const form = readCardForm(fields, now);
  const instrument = findInstrument("card", form.typed.number);
  const { number: wrongNumber, ...errors } = form.errors;
  const typed = { ...form.typed, vpa: "" };
  if (instrument !== undefined) return { method: "card", typed, errors, instrument };
  const number = wrongNumber ?? "Only the test cards below are taken here. Never type a real card number.";
  return { method: "card", typed, errors: { ...errors, number }, instrument };
}

function readUpi(fields: URLSearchParams): PaymentForm {
  const vpa = (fields.get("vpa") ?? "").trim().slice(0, 100);
  const form = { ...emptyForm("upi"), instrument: findInstrument("upi", vpa) };
  const typed = { ...form.typed, vpa };
  if (form.instrument !== undefined) return { ...form, typed };
  const words = vpa === "" ? "Enter a UPI address." : "Only the test addresses below are taken here.";
  return { ...form, typed, errors: { vpa: words } };
}
