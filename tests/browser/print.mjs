// On paper: nothing to press, nothing cut off, addresses in words, what is folded open; and a file that a printer takes.
import { inBrowser } from "./chromium.mjs";

const address = process.argv[2].replace(/\/$/, "");
const faults = [];
const fault = (what) => { faults.push(what); console.error(what); };
// A4 between its margins, at 96 pixels an inch.
const PAPER = { width: 680, height: 1009 };
const PAGES = ["/", "/issues", "/gaps", "/rounds", "/sources", "/articles", "/article/1", "/article/2", "/search",
  "/search?like=1:0", "/decide", "/decide/actors", "/history"];

/** What a reader of the paper would object to. */
const objections = () => {
  const seen = (e) => e.checkVisibility() && e.getClientRects().length > 0;
  const found = [];
  for (const e of document.querySelectorAll("nav, button, input, select, .pager, .said, .copy, .button")) {
    if (seen(e)) found.push(`shows <${e.tagName.toLowerCase()} class="${e.className}">`);
  }
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 1) found.push(`${wide} pixels wider than the paper`);
  for (const e of document.querySelectorAll("main *")) {
    const style = getComputedStyle(e);
    if (seen(e) && style.overflow !== "visible" && e.scrollWidth > e.clientWidth + 1) found.push(`cuts off ${e.tagName} ${e.className}`);
  }
  for (const e of document.querySelectorAll("details > :not(summary, form)")) if (!seen(e)) found.push("hides what is folded");
  for (const e of document.querySelectorAll(".evidence")) {
    const where = e.querySelector(".address");
    if (!where || !seen(where) || !/characters \d+–\d+/.test(where.textContent)) found.push("words without their address");
  }
  // Backgrounds are not printed: light letters would not be seen.
  const light = (colour) => colour.match(/\d+/g).slice(0, 3).every((n) => Number(n) > 160);
  for (const e of document.querySelectorAll("main *")) {
    if (seen(e) && e.textContent.trim() !== "" && !e.closest("svg") && light(getComputedStyle(e).color)) found.push(`light letters: ${e.className}`);
  }
  return [...new Set(found)];
};

for (const colorScheme of ["light", "dark"]) {
  await inBrowser(async (context) => {
    await context.addCookies([{ name: "rapporteur_name", value: "Ida", url: address }]);
    const page = await context.newPage();
    await page.emulateMedia({ media: "print", colorScheme });
    for (const path of PAGES) {
      await page.goto(address + path);
      for (const what of await page.evaluate(objections)) fault(`${path} (${colorScheme}): ${what}`);
      const file = await page.pdf({ format: "A4" });
      if (file.length < 5000) fault(`${path}: an empty file`);
    }
  }, { viewport: PAPER, colorScheme });
}
console.log(`${PAGES.length} pages on paper`);
process.exit(faults.length === 0 ? 0 : 1);
