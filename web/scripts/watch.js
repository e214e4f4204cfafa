// What others write shows by itself, unless somebody is busy here: typing, choosing, in a form or in another tab.
// Every other second a page asks how far its network has come. A page that nobody touches rests after a quarter of an
// hour, so that it holds no session open.
(() => {
  const EVERY = 2000;
  const AFTER_TROUBLE = 10_000;
  const RESTS_AFTER = 15 * 60_000;
  const DRAWN_WITHIN = 10_000;
  const drawnAnew = /* drawn anew */ "";
  const fields = "textarea, input:not([type=checkbox], [type=radio], [type=file]), [contenteditable=true]";
  const open = "[role=dialog], [role=listbox], [role=menu], [role=application], [data-testid=stPopoverBody]";
  const form = "[data-testid=stForm]";
  const half = new Set();
  let touched = Date.now();
  let [pressed, looking] = [false, false];
  let timer = 0;

  const app = () => document.querySelector("[data-testid=stApp]")?.dataset ?? {};
  const still = () => app().testConnectionState === "CONNECTED" && app().testScriptState === "notRunning";
  const drawn = () => document.querySelector("[data-stand]")?.dataset.stand;
  const shown = () => document.querySelector("[data-testid=stMain]")?.innerText;

  // Half typed: in a form until it is sent, elsewhere until the field is left.
  const typing = () => {
    for (const field of half) {
      if (!field.isConnected || !(field.closest(form) || field === document.activeElement)) half.delete(field);
    }
    return half.size > 0 || !!document.activeElement?.closest("[role=spinbutton]");
  };
  const busy = () => pressed || typing() || !!document.querySelector(open) || !getSelection().isCollapsed;
  const send = (element) => {
    const whole = element.closest(form);
    for (const field of half) if (field === element || (whole && field.closest(form) === whole)) half.delete(field);
  };

  const said = document.createElement("div");
  said.setAttribute("role", "status");
  said.style.cssText = "position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)";

  // Streamlit draws in place. What had the focus and is made anew all the same, has it again afterwards.
  const remember = () => {
    const had = document.activeElement;
    const place = (one) => one.closest("[class*='st-key-']")?.className;
    const name = (one) => one.ariaLabel || one.innerText;
    const [kind, where, what] = had === document.body ? [] : [had.tagName, place(had), name(had)];
    return () => {
      if (!kind || document.activeElement !== document.body) return;
      const same = [...document.querySelectorAll(kind)].find((one) => place(one) === where && name(one) === what);
      same?.focus({ preventScroll: true });
    };
  };
  const until = async (holds) => {
    const begun = Date.now();
    while (!holds() && Date.now() - begun < DRAWN_WITHIN) await new Promise((next) => setTimeout(next, 50));
  };
  // The key with which Streamlit draws a page anew; other ways forget what was chosen on it.
  const drawAnew = async () => {
    const [before, from, giveBack] = [shown(), drawn(), remember()];
    for (const kind of ["keydown", "keyup"]) {
      document.body.dispatchEvent(new KeyboardEvent(kind, { key: "r", bubbles: true }));
    }
    await until(() => drawn() !== from && still());
    giveBack();
    said.textContent = "";
    if (shown() !== before) setTimeout(() => (said.textContent = drawnAnew), 100);
  };
  // How long until the next look.
  const look = async () => {
    if (!drawn() || !still() || busy()) return EVERY;
    const answer = await fetch("/stand", { cache: "no-store" }).catch(() => {});
    if (!answer?.ok) return AFTER_TROUBLE;
    const now = await answer.text();
    if (now !== drawn() && still() && !busy()) await drawAnew();
    return EVERY;
  };
  const watch = async () => {
    clearTimeout(timer);
    timer = 0;
    if (looking || document.hidden || Date.now() - touched > RESTS_AFTER) return;
    looking = true;
    const soon = await look();
    looking = false;
    timer = setTimeout(watch, soon);
  };
  const touch = () => {
    touched = Date.now();
    if (!timer) watch();
  };

  const hear = (kinds, then) => {
    for (const kind of kinds) document.addEventListener(kind, then, { capture: true, passive: true });
  };
  addEventListener("DOMContentLoaded", () => {
    document.body.append(said);
    watch();
  });
  hear(["visibilitychange"], () => document.hidden || touch());
  hear(["pointermove", "keydown", "focusin", "scroll"], ({ isTrusted }) => isTrusted && touch());
  hear(["pointerdown"], () => (pressed = true));
  hear(["pointerup", "pointercancel", "dragend"], () => setTimeout(() => (pressed = false), 300));
  hear(["input"], ({ target }) => target.matches?.(fields) && half.add(target));
  hear(["keydown"], ({ key, target }) => key === "Enter" && target.matches?.("input") && send(target));
  hear(["click"], ({ target }) => target.closest?.("[data-testid=stFormSubmitButton]") && send(target));
})();
