// One click fills in the account to try; signing in stays the person's own act.
for (const button of document.querySelectorAll("[data-sign-in-as]")) {
  button.addEventListener("click", () => {
    const form = button.closest("form");
    form.elements.username.value = button.dataset.signInAs;
    form.elements.password.value = button.dataset.password;
    form.querySelector("button:not([type=button])").focus();
  });
}
