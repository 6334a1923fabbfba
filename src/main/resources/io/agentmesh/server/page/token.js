import { byId } from "./dom.js";

/** Asks for a token until there is one: without it, the page has nothing to show. */
export function askForToken(wasRefused) {
  const dialog = byId("token");
  const input = byId("token-value");
  dialog.querySelector(".problem").textContent = wasRefused ? "The server refused this token." : "";
  return new Promise((resolve) => {
    const answer = (event) => {
      const token = input.value.trim();
      // A header holds no other characters; such a token can't be one.
      if (!/^[\x21-\x7e]+$/.test(token)) {
        event.preventDefault();
        dialog.querySelector(".problem").textContent = "A token has no spaces and no special letters.";
        return;
      }
      input.value = "";
      dialog.removeEventListener("submit", answer);
      resolve(token);
    };
    dialog.addEventListener("submit", answer);
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    if (!dialog.open) {
      dialog.showModal();
    }
    input.focus();
  });
}
