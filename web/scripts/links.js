// A link to another page of ours opens without loading everything anew: Streamlit follows the address. So does a button
// in a text of ours that opens a form; `pages/frame/opened.py` writes down since when.
document.addEventListener("click", (click) => {
  const button = click.target.closest?.("button[data-opens]");
  if (button) {
    const address = new URL(location.href);
    for (const name of ["sinds", "keer"]) address.searchParams.delete(name);
    address.searchParams.set("formulier", button.dataset.opens);
    history.pushState({}, "", address);
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
