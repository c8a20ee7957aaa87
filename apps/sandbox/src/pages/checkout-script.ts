/** Comfort only: without it, the form works all the same. */
export const checkoutScript = `
const form = document.querySelector("form[data-checkout]");
const field = (name) => form.elements.namedItem(name);
const group = (text) => text.replace(/\\D/g, "").slice(0, 19).replace(/(.{4})(?=.)/g, "$1 ");
const slash = (text) => {
  const digits = text.replace(/\\D/g, "").slice(0, 4);
  return digits.length > 2 ? digits.slice(0, 2) + " / " + digits.slice(2) : digits;
};
const atEnd = (input) => input.selectionStart === input.value.length;
if (form) {
  field("number").addEventListener("input", (event) => {
    if (atEnd(event.target)) event.target.value = group(event.target.value);
  });
  field("expiry").addEventListener("input", (event) => {
    if (atEnd(event.target) && event.inputType !== "deleteContentBackward") event.target.value = slash(event.target.value);
  });
  for (const button of document.querySelectorAll("button[data-card]")) {
    button.addEventListener("click", () => {
      field("number").value = group(button.dataset.card);
      field("expiry").value = field("expiry").value || "12 / 34";
      field("cvc").value = "123";
      field("name").value = field("name").value || "Test Buyer";
      form.querySelector("button[type=submit]").focus();
    });
  }
  const submit = form.querySelector("button[type=submit]");
  const words = submit.textContent;
  form.addEventListener("submit", () => {
    submit.disabled = true;
    submit.textContent = "Paying…";
  });
  window.addEventListener("pageshow", () => {
    submit.disabled = false;
    submit.textContent = words;
  });
  const wrong = form.querySelector("[aria-invalid=true]");
  if (wrong) wrong.focus();
}
`;
