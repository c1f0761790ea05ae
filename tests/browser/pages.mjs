// Every page, at two widths, light and dark: nothing hostile runs, nothing leaves the machine, axe finds no fault.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inBrowser } from "./chromium.mjs";

const address = process.argv[2].replace(/\/$/, "");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const faults = [];
const fault = (what) => { faults.push(what); console.error(what); };

const watch = (page, where) => {
  page.on("dialog", async (d) => { fault(`${where()}: script of an article ran: ${d.message()}`); await d.dismiss(); });
  page.on("pageerror", (e) => fault(`${where()}: ${e.message}`));
  page.on("console", (m) => { if (m.type() === "error") fault(`${where()}: ${m.text()}`); });
  page.on("request", (r) => {
    const url = r.url();
    if (!url.startsWith(address) && !url.startsWith("data:")) fault(`${where()}: asks for ${url}`);
  });
};

const addresses = async (context) => {
  const page = await context.newPage();
  const found = new Set(["/", "/issues", "/gaps", "/rounds", "/sources", "/articles", "/search", "/search?q=strait",
    "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/decide", "/history", "/read", "/gaps?party=norland",
    "/search?like=1:0", "/decide/actors", "/decide/add?article=1&content=10-40", "/decide/add?article=2"]);
  for (const from of ["/", "/issues", "/articles"]) {
    await page.goto(address + from);
    const links = await page.$$eval("main a[href^='/']", (all) => all.map((a) => a.getAttribute("href")));
    for (const link of links) found.add(link.split("#")[0]);
  }
  await page.close();
  return [...found];
};

const look = async (page, where) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 1) fault(`${where}: ${wide} pixels wider than the window`);
  const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  for (const v of found.violations) {
    fault(`${where}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
  }
};

for (const [width, colorScheme] of [[1280, "light"], [390, "dark"]]) {
  await inBrowser(async (context) => {
    await context.addInitScript({ content: axe });
    await context.addCookies([{ name: "rapporteur_name", value: "Ida", url: address }]);
    const all = await addresses(context);
    const page = await context.newPage();
    let at = "";
    watch(page, () => at);
    for (const path of all) {
      at = `${path} (${width}, ${colorScheme})`;
      await page.goto(address + path);
      // What would run when pointed at or focused.
      await page.mouse.move(width / 2, 300);
      for (let i = 0; i < 5; i += 1) await page.keyboard.press("Tab");
      await look(page, at);
    }
    console.log(`${all.length} pages at ${width} pixels, ${colorScheme}`);
  }, { viewport: { width, height: 900 }, colorScheme });
}

// Without script everything is there to read.
await inBrowser(async (context) => {
  const page = await context.newPage();
  await page.goto(`${address}/article/1`);
  await page.click("a.ref >> nth=0");
  if (!page.url().includes("#n")) fault("without script a number leads to no note");
  await page.click("li:target a.back");
  if (!page.url().includes("#t")) fault("without script a note leads to no words");
}, { javaScriptEnabled: false });

process.exit(faults.length === 0 ? 0 : 1);
