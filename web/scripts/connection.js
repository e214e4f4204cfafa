// After a lost connection the server may be another one, that has drawn nothing yet: ask for the whole page, or a
// button in an open form would do nothing. Is the session over? Then the page itself leads to where one signs in.
(() => {
  const PATIENCE = 3000;
  let started = false;
  let waiting = 0;
  const state = () => document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState;
  const look = async () => {
    if (state() === "CONNECTED") return;
    const answer = await fetch(location.href, { method: "HEAD", redirect: "manual", cache: "no-store" }).catch(() => {});
    if (answer?.type === "opaqueredirect" || answer?.status === 429) location.reload();
    else wait();
  };
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PATIENCE);
  };
  new MutationObserver((changes) => {
    for (const { target, oldValue } of changes) {
      if (target.dataset.testid !== "stApp") continue;
      const connected = target.dataset.testConnectionState === "CONNECTED";
      if (connected && oldValue && oldValue !== "CONNECTED" && started) dispatchEvent(new PopStateEvent("popstate"));
      if (!connected) wait();
      started ||= connected;
    }
  }).observe(document, { subtree: true, attributeFilter: ["data-test-connection-state"], attributeOldValue: true });
})();
