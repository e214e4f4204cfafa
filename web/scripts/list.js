// A list that is drawn anew, because somebody wrote, stays as it was for whoever reads it: what was unfolded is unfolded,
// and the focus is where it was.
(() => {
  const unfolded = new Set();
  let held = null;
  const finding = (element) => element.closest("[data-finding]")?.dataset.finding;
  const same = (element) => {
    if (element.dataset.opens) return `[data-opens="${CSS.escape(element.dataset.opens)}"]`;
    const own = finding(element);
    if (!own) return null;
    const link = element.getAttribute("href");
    return `[data-finding="${CSS.escape(own)}"] ${link ? `a[href="${CSS.escape(link)}"]` : element.localName}`;
  };
  document.addEventListener("toggle", ({ target }) => {
    const own = finding(target);
    if (own) unfolded[target.open ? "add" : "delete"](own);
  }, true);
  document.addEventListener("focusin", ({ target }) => (held = target));
  new MutationObserver(() => {
    for (const own of unfolded) {
      if (!document.querySelector(`[data-finding="${CSS.escape(own)}"]`)) unfolded.delete(own);
    }
    for (const details of document.querySelectorAll("[data-finding] details:not([open])")) {
      if (!details.seen && unfolded.has(finding(details))) details.open = true;
      details.seen = true;
    }
    // A form that opens takes the focus, and `focus.js` gives it back.
    if (document.querySelector("[role=dialog]") || new URLSearchParams(location.search).has("formulier")) held = null;
    if (!held || held.isConnected || document.activeElement !== document.body) return;
    const again = same(held);
    held = null;
    if (again) document.querySelector(again)?.focus({ preventScroll: true });
  }).observe(document, { subtree: true, childList: true });
})();
