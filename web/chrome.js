// Tells Streamlit where its server is: else it first asks below the address of the page, and gets a 404.
window.__streamlit = { BACKEND_BASE_URL: location.origin, MAIN_PAGE_BASE_URL: location.origin };

// Replaces Streamlit's own English words. What people wrote stays as it is.
(() => {
  const rules = [/* rules */].map(([from, to]) => [new RegExp(from), to]);
  const attributes = ["aria-label", "aria-valuetext", "aria-roledescription", "title", "placeholder"];
  const written = "[data-testid=stMarkdownContainer], [data-testid=stHtml], textarea, table";
  const ours = (element) => element?.closest(written) && !element.closest("[data-testid=stFileUploaderDropzone]");

  // What can be chosen and what was: "Open" is a state there, not a way to open a list.
  const value = (element) => element?.closest("[data-tag], [role=option]") && !element.closest("button");

  const spoken = (text) => {
    const rule = rules.find(([from]) => from.test(text));
    return rule ? text.replace(...rule) : text;
  };
  const speakText = (node) => {
    const text = node.nodeValue.trim();
    if (!text || ours(node.parentElement) || value(node.parentElement)) return;
    const said = spoken(text);
    if (said !== text) node.nodeValue = said;
  };
  const speakAttributes = (element) => {
    if (value(element)) return;
    for (const name of attributes) {
      const text = element.getAttribute(name);
      const said = text && spoken(text);
      if (said && said !== text) element.setAttribute(name, said);
    }
  };
  const speak = (node) => {
    if (node.nodeType === Node.TEXT_NODE) speakText(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    speakAttributes(node);
    node.childNodes.forEach(speak);
  };
  const noticed = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes };
  if (rules.length) {
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "childList") change.addedNodes.forEach(speak);
        else if (change.type === "attributes") speakAttributes(change.target);
        else speakText(change.target);
      }
    }).observe(document, noticed);
  }
})();

// A link to another page of ours opens without loading everything anew: Streamlit follows the address.
document.addEventListener("click", (click) => {
  const link = click.target.closest?.("a.sk-link");
  if (!link || click.button || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
});

// After a lost connection the server may be another one, that has drawn nothing yet: ask for the whole page, or a
// button in an open form would do nothing.
let started = false;
new MutationObserver((changes) => {
  for (const { target, oldValue } of changes) {
    const back = target.dataset.testConnectionState === "CONNECTED" && oldValue && oldValue !== "CONNECTED";
    if (back && target.dataset.testid === "stApp" && started) dispatchEvent(new PopStateEvent("popstate"));
    started ||= target.dataset.testConnectionState === "CONNECTED";
  }
}).observe(document, { subtree: true, attributeFilter: ["data-test-connection-state"], attributeOldValue: true });
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

// A form that closes can lose the focus. Whoever works with the keyboard goes on at the button that opened it; where
// that is gone with what was saved, at the sentence that says so.
(() => {
  let byKeys = false;
  let opener = null;
  document.addEventListener("keydown", ({ key, target }) => {
    byKeys = true;
    const pressed = ["Enter", " "].includes(key) && target.matches?.("button") && !target.closest("[role=dialog]");
    const own = pressed && target.closest("[class*='st-key-']");
    if (own) opener = [...own.classList].find((name) => name.startsWith("st-key-"));
  }, true);
  document.addEventListener("pointerdown", () => (byKeys = false), true);
  const lost = () => byKeys && document.activeElement === document.body;
  const goOn = () => {
    const busy = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning";
    const said = document.querySelector("[class*='st-key-saved-']");
    const button = opener && document.querySelector(`.${CSS.escape(opener)} button`);
    if (!lost() || busy || document.querySelector("[role=dialog]")) return;
    if (said && !button) said.tabIndex = -1;
    (button ?? said)?.focus();
  };
  // In two frames: a dialog that closes first gives the focus back to its button, when that is still there.
  new MutationObserver(() => {
    if (lost()) requestAnimationFrame(() => requestAnimationFrame(goOn));
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-test-script-state"] });
})();

// Enter after typing a day closes its calendar, as Escape does: only then Streamlit takes the day.
document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Enter" || !target.matches?.("[role=spinbutton]")) return;
  if (!document.querySelector("[role=application] [role=grid]")) return;
  target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
}, true);
