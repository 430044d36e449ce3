// Choosing many at once; without script each is ticked by itself.
const form = document.querySelector("[data-review]");
if (form) {
  const every = [...form.querySelectorAll("input[name=picked]")];
  const told = form.querySelector("[data-picked]");
  const masters = [...form.querySelectorAll("[data-all]")].map((box) => [box, [...box.closest("section").querySelectorAll("input[name=picked]")]]);
  masters.push([form.querySelector("[data-everything]"), every]);
  const tell = () => {
    const count = every.filter((box) => box.checked).length;
    told.textContent = count ? `已选 ${count} 件` : "";
    for (const [box, own] of masters) {
      box.checked = own.every((one) => one.checked);
      box.indeterminate = !box.checked && own.some((one) => one.checked);
    }
  };
  for (const [box, own] of masters) {
    box.addEventListener("change", () => { for (const one of own) one.checked = box.checked; tell(); });
  }
  form.addEventListener("change", tell);
  tell();
}
