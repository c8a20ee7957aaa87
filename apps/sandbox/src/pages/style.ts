/** One sheet for all pages, served as a file so that the policy needs no inline styles. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --ground: #f3f5f8; --card: #ffffff; --ink: #14202e; --soft: #56657a; --line: #d3dae4; --field: #ffffff;
  --accent: #0b6b57; --accent-ink: #ffffff; --accent-soft: #e3f3ee; --bad: #a61b2b; --bad-soft: #fdecee;
  --tape: #f5c542; --tape-ink: #2b2100; --focus: #2563eb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d131b; --card: #151e2a; --ink: #e8eef6; --soft: #9fb0c5; --line: #2b3849; --field: #0f1721;
    --accent: #35c39c; --accent-ink: #04211a; --accent-soft: #12312b; --bad: #ff98a3; --bad-soft: #3a1a20;
    --tape: #d9a91f; --tape-ink: #1d1600; --focus: #7db0ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
a { color: var(--accent); text-underline-offset: 3px; }
h1, h2, p { margin: 0; overflow-wrap: anywhere; }
h1 { font-size: 1.25rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.01em; }
h2 { font-size: 1rem; font-weight: 650; }
h3 { margin: 0; font-size: 0.9375rem; font-weight: 650; color: var(--soft); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 6px; }
.tape { background: var(--tape); color: var(--tape-ink); padding: 8px 16px; text-align: center; font-size: 0.875rem; font-weight: 600; }
.tape a { color: inherit; }
main { max-width: 940px; margin: 0 auto; padding: 40px 20px 64px; }
main.narrow { max-width: 520px; }
.split { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 40px; align-items: start; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 26px; }
.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 18px; }
.tight { display: grid; gap: 6px; }
.soft { color: var(--soft); font-size: 0.9375rem; }
.amount { font-size: clamp(2rem, 7vw, 2.6rem); line-height: 1.15; font-weight: 700; letter-spacing: -0.025em; font-variant-numeric: tabular-nums; }
.facts { margin: 0; display: grid; gap: 10px; border-top: 1px solid var(--line); padding-top: 18px; font-size: 0.9375rem; }
.facts div { display: flex; justify-content: space-between; gap: 16px; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; text-align: right; overflow-wrap: anywhere; min-width: 0; }
label { display: block; font-size: 0.875rem; font-weight: 600; margin-bottom: 6px; }
input {
  width: 100%; font: inherit; color: inherit; background: var(--field); border: 1px solid var(--soft);
  border-radius: 9px; padding: 11px 13px; min-height: 46px; font-variant-numeric: tabular-nums;
}
input::placeholder { color: var(--soft); opacity: 0.85; }
input[aria-invalid="true"] { border-color: var(--bad); border-width: 2px; padding: 10px 12px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; }
.error { color: var(--bad); font-size: 0.875rem; margin-top: 6px; }
.alert { background: var(--bad-soft); color: var(--bad); border: 1px solid currentColor; border-radius: 10px; padding: 12px 14px; font-size: 0.9375rem; }
button, .button {
  font: inherit; font-weight: 650; border-radius: 10px; border: 1px solid transparent; min-height: 48px; padding: 10px 18px;
  cursor: pointer; background: var(--accent); color: var(--accent-ink); text-decoration: none; display: inline-grid;
  place-items: center; width: 100%;
}
button.plain, .button.plain { background: transparent; color: var(--ink); border-color: var(--line); font-weight: 550; }
button:hover, .button:hover { filter: brightness(1.06); }
button[disabled] { opacity: 0.65; cursor: progress; }
.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
.cards button {
  display: flex; justify-content: space-between; align-items: center; align-content: center; gap: 4px 12px; flex-wrap: wrap; min-height: 44px;
  padding: 8px 12px; font-size: 0.875rem; background: var(--accent-soft); color: var(--ink); text-align: left;
}
code { font: 0.875rem/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.list { list-style: none; margin: 0; padding: 0; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
.list > li { padding: 14px 20px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; }
.list > li + li { border-top: 1px solid var(--line); }
.tabs { display: flex; gap: 8px; }
.tabs a { flex: 1; text-align: center; padding: 10px; border: 1px solid var(--line); border-radius: 10px; color: inherit; text-decoration: none; }
.tabs a[aria-current] { background: var(--accent-soft); border-color: var(--accent); font-weight: 650; }
.row { display: flex; flex-wrap: wrap; gap: 6px 14px; justify-content: space-between; align-items: baseline; }
.row > strong { flex: 1 1 60%; overflow-wrap: anywhere; }
.row form { display: flex; gap: 8px; }
.row button { min-height: 40px; padding: 6px 14px; width: auto; }
.actions { justify-content: flex-start; }
.badge { align-self: flex-start; font-size: 0.8125rem; font-weight: 600; padding: 2px 10px; border-radius: 99px; background: var(--accent-soft); }
.search { display: flex; gap: 10px; align-items: end; }
.search > div { flex: 1; min-width: 0; }
.search button { width: auto; }
.mailtext { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0; }
iframe { width: 100%; height: 420px; border: 1px solid var(--line); border-radius: 10px; background: #fff; }
@media (max-width: 760px) {
  main { padding: 24px 14px 48px; }
  .split { grid-template-columns: minmax(0, 1fr); gap: 24px; }
  .card { padding: 20px 16px; }
}
`;
