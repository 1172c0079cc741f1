// Holds the invitation in sight when somebody leaves a page that was read. Without this script it stands below the
// content. It never takes the focus, stores nothing, and says what it did in a line for screen readers.

const READ_AFTER = 15_000;
const box = document.querySelector("[data-invitation]");

if (box) {
  const began = Date.now();
  const said = box.querySelector("[role=status]");
  let deepest = 0;

  const look = () => {
    deepest = Math.max(deepest, (scrollY + innerHeight) / document.documentElement.scrollHeight);
  };

  const leave = (event) => {
    const isRead = Date.now() - began >= READ_AFTER && deepest >= 0.5;
    if (event.clientY > 0 || event.relatedTarget || !isRead) return;
    document.removeEventListener("mouseout", leave);
    // Whoever sees it already, or folded it, has been asked.
    if (box.getBoundingClientRect().top < innerHeight || !box.querySelector("details").open) return;
    box.classList.add("invitation--near");
    said.textContent = said.dataset.said;
  };

  // What stands below the lower edge of the window would hide what has the focus.
  document.addEventListener("focusin", (event) => {
    if (!box.contains(event.target)) box.classList.remove("invitation--near");
  });
  document.addEventListener("scroll", look, { passive: true });
  document.addEventListener("mouseout", leave);
  look();
}
