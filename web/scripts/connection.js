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
