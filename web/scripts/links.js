// A link to another page of ours opens without loading everything anew: Streamlit follows the address.
document.addEventListener("click", (click) => {
  const link = click.target.closest?.("a.sk-link");
  if (!link || click.button || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
});
