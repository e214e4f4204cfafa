// A link to another page of ours opens without loading everything anew: Streamlit follows the address. So does a button
// that opens a form: it only asks, `pages/frame/opened.py` puts in the address that the form is open, and since when.
document.addEventListener("click", (click) => {
  const button = click.target.closest?.("button[data-opens]");
  if (button) {
    const now = location.href;
    const asked = new URL(now);
    asked.hash = "";
    for (const name of ["sinds", "keer"]) asked.searchParams.delete(name);
    asked.searchParams.set("formulier", button.dataset.opens);
    history.replaceState(history.state, "", asked);
    dispatchEvent(new PopStateEvent("popstate"));
    history.replaceState(history.state, "", now);
    return;
  }
  const link = click.target.closest?.("a.sk-link");
  if (!link || click.button || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
});
