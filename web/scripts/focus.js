// A form that closes can lose the focus. Whoever works with the keyboard goes on at the button that opened it; where
// that is gone with what was saved, at the sentence that says so.
(() => {
  let byKeys = false;
  let opener = null;
  document.addEventListener("keydown", ({ key, target, isTrusted }) => {
    if (!isTrusted) return;
    byKeys = true;
    const pressed = ["Enter", " "].includes(key) && target.matches?.("button") && !target.closest("[role=dialog]");
    const own = pressed && target.closest("[class*='st-key-']");
    const named = own && [...own.classList].find((name) => name.startsWith("st-key-"));
    if (pressed && target.dataset.opens) opener = `[data-opens="${CSS.escape(target.dataset.opens)}"]`;
    else if (named) opener = `.${CSS.escape(named)} button`;
  }, true);
  document.addEventListener("pointerdown", () => (byKeys = false), true);
  const lost = () => byKeys && document.activeElement === document.body;
  const goOn = () => {
    const busy = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning";
    const said = document.querySelector("[class*='st-key-saved-']");
    const button = opener && document.querySelector(opener);
    if (!lost() || busy || document.querySelector("[role=dialog]")) return;
    if (said && !button) said.tabIndex = -1;
    (button ?? said)?.focus();
  };
  // In two frames: a dialog that closes first gives the focus back to its button, when that is still there.
  new MutationObserver(() => {
    if (lost()) requestAnimationFrame(() => requestAnimationFrame(goOn));
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-test-script-state"] });
})();
