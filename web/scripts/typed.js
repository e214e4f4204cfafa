// What is typed in a form stays in this tab until it is saved: also when the form closes, the page changes or the
// server goes away. Signing out clears it.
(() => {
  const typedBefore = /* typed before */ "";
  const typed = "[class*='st-key-typed-']";
  const fields = "textarea, input:is([type=text], :not([type])):not([role=combobox])";
  const named = (element, start) => [...element.classList].find((name) => name.startsWith(start));

  const place = (field) => {
    const form = field.closest(typed);
    if (!form) return null;
    const own = field.closest("[class*='st-key-']:not([class*='st-key-typed-'])");
    const key = own && form.contains(own) && form !== own ? named(own, "st-key-") : "";
    const same = [...form.querySelectorAll(fields)].filter((other) => other.ariaLabel === field.ariaLabel);
    return [named(form, "st-key-typed-").slice(13), key, field.ariaLabel, same.indexOf(field)].join("|");
  };
  const put = (field, text) => {
    const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // Over what somebody else wrote since, nothing is put: then it stands below the field, to be copied.
  const remind = (field, text) => {
    const said = document.createElement("p");
    said.className = "sk-quiet";
    said.textContent = `${typedBefore} ${text}`;
    field.closest("[data-testid=stElementContainer]")?.append(said);
  };
  const first = new WeakMap();
  const restore = (field) => {
    if (!field.matches(fields) || first.has(field)) return;
    first.set(field, field.value);
    const name = place(field);
    const kept = name && JSON.parse(sessionStorage.getItem(name));
    if (!kept || kept.text === field.value) return;
    if (field.value === kept.from) put(field, kept.text);
    else remind(field, kept.text);
  };
  const forget = (form) => {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(`${form}|`)) sessionStorage.removeItem(name);
    }
  };
  document.addEventListener("input", ({ target }) => {
    const name = target.matches?.(fields) && place(target);
    if (name) sessionStorage.setItem(name, JSON.stringify({ from: first.get(target) ?? "", text: target.value }));
  });
  const look = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    for (const saved of [node, ...node.querySelectorAll("[class*='st-key-saved-']")]) {
      const name = named(saved, "st-key-saved-");
      if (name) forget(name.slice(13));
    }
    for (const field of [node, ...node.querySelectorAll(fields)]) restore(field);
  };
  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(look))).observe(document, {
    subtree: true,
    childList: true,
  });
})();
