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
