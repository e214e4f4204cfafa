// Enter after typing a day closes its calendar, as Escape does: only then Streamlit takes the day.
document.addEventListener("keydown", ({ key, target }) => {
  if (key !== "Enter" || !target.matches?.("[role=spinbutton]")) return;
  if (!document.querySelector("[role=application] [role=grid]")) return;
  target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
}, true);
