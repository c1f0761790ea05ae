// Adding a missed statement and merging actors: from selected words, and by keyboard alone.
import assert from "node:assert/strict";
import { inBrowser } from "./chromium.mjs";

const address = process.argv[2].replace(/\/$/, "");
const decisions = async (page) => (await (await page.request.get(`${address}/api/decisions.json`)).json()).rows;
const press = async (page, key) => {
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
};
/** Goes on by Tab until an element has the focus. */
const tabTo = async (page, selector) => {
  for (let i = 0; i < 200; i += 1) {
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${selector} is not reached by Tab`);
};

await inBrowser(async (context) => {
  const page = await context.newPage();
  const { document: read } = await (await page.request.get(`${address}/api/article/1.json`)).json();
  const points = [...read.text];

  // Words that are selected in the article come along; the name is asked for on the way, and the words are not lost.
  await page.goto(`${address}/article/1`);
  const words = await page.evaluate(() => {
    const block = [...document.querySelectorAll("[data-text] .block.paragraph, [data-text] p.block")].find((b) => b.textContent.length > 80);
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const first = walk.nextNode();
    const second = walk.nextNode() ?? first;
    getSelection().setBaseAndExtent(first, 0, second, Math.min(12, second.length));
    return getSelection().toString().trim();
  });
  await page.waitForFunction(() => document.querySelector("#missed").href.includes("content="));
  await press(page, "a");
  const [, start, end] = page.url().match(/content=(\d+)-(\d+)/).map(Number);
  assert.equal(points.slice(start, end).join("").replace(/\s+/g, " "), words.replace(/\s+/g, " "));
  await tabTo(page, "#who");
  await page.keyboard.type("Ida");
  await press(page, "Enter");
  assert.ok(page.url().includes(`content=${start}-${end}`), page.url());
  assert.equal(await page.inputValue("[name=f_content]"), words.replace(/\s+/g, " "));

  // By keyboard alone: Shift and the arrow keys select in the field, a key takes what is selected.
  await page.goto(`${address}/decide/add?article=1`);
  await tabTo(page, "#pick");
  await page.keyboard.press("Control+Home");
  for (let i = 0; i < 40; i += 1) await page.keyboard.press("ArrowRight");
  for (let i = 0; i < 25; i += 1) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("c");
  const chosen = await page.evaluate(() => JSON.parse(document.querySelector("[name=p_content]").value));
  const taken = points.slice(...chosen[0]).join("");
  assert.equal(taken.replace(/\s+/g, " "), await page.inputValue("[name=f_content]"));
  assert.ok(taken.length > 10, taken);
  await tabTo(page, "#f-speaker");
  await page.keyboard.type("Ragna Holm");
  await tabTo(page, "#f-sourcing");
  await page.keyboard.type("named");
  await tabTo(page, "#add button");
  await press(page, "Enter");
  assert.match(page.url(), /fact=1-\d+&last=\d+/);
  assert.match(await page.textContent("main"), /Ragna Holm/);
  assert.equal((await decisions(page))[0].verb, "add");
  await press(page, "u");
  assert.match(page.url(), /\/article\/1$/);
  assert.ok(!(await page.textContent("main")).includes("Ragna Holm"));

  // Two actors are one, by keyboard.
  await page.goto(`${address}/decide/actors`);
  await tabTo(page, "input[name=from]");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await tabTo(page, "input[name=into]");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  const [from, into] = await page.evaluate(() => ["from", "into"].map((n) => document.querySelector(`input[name=${n}]:checked`).value));
  assert.notEqual(from, into);
  await tabTo(page, "form:has(.actors) button[type=submit]");
  await press(page, "Enter");
  assert.equal((await decisions(page))[0].verb, "merge");
  await press(page, "u");
  assert.equal((await decisions(page))[0].verb, "undo");
  await page.goto(`${address}/history`);
  assert.match(await page.textContent("main"), /merge/);
});
console.log("added and merged");
