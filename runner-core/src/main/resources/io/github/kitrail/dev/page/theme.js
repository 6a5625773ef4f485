// Not a module: it runs before the first paint, so that a dark page never flashes white.
(() => {
  const KEY = "kitrail.theme";
  const NAMES = { auto: "as the system has it", light: "light", dark: "dark" };
  const ORDER = ["auto", "light", "dark"];

  function stored() {
    try {
      const theme = localStorage.getItem(KEY);
      return ORDER.includes(theme) ? theme : "auto";
    } catch {
      return "auto"; // a browser that keeps nothing for this page
    }
  }

  function apply(theme) {
    document.documentElement.dataset.theme = theme;
    const button = document.getElementById("theme");
    if (button) {
      button.title = `Colours: ${NAMES[theme]}`;
      button.setAttribute("aria-label", button.title);
    }
  }

  let theme = stored();
  apply(theme);
  document.addEventListener("DOMContentLoaded", () => {
    apply(theme);
    document.getElementById("theme").addEventListener("click", () => {
      theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
      apply(theme);
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // it holds until the page is left
      }
    });
  });
})();
