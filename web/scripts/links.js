// A link to another page of ours opens without loading everything anew: Streamlit follows the address. So does a button
// that opens a form: `pages/frame/opened.py` adds to the address since when.
document.addEventListener("click", (click) => {
  const button = click.target.closest?.("button[data-opens]");
  if (button) {
    const asked = new URL(location.href);
    asked.hash = ""; // or Streamlit takes it for a place on this page
    for (const name of ["sinds", "keer"]) asked.searchParams.delete(name);
    asked.searchParams.set("formulier", button.dataset.opens);
    history.pushState({}, "", asked);
    dispatchEvent(new PopStateEvent("popstate"));
    return;
  }
  const link = click.target.closest?.("a.sk-link");
  if (!link || click.button || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
});
