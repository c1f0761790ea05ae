// A review by keyboard alone, and two people who decide on the same statement.
import assert from "node:assert/strict";
import { inBrowser } from "./chromium.mjs";

const address = process.argv[2].replace(/\/$/, "");
const left = async (page) => Number((await page.textContent("main .meta")).match(/\d+/)[0]);
const decisions = async (page) => {
  const answer = await page.request.get(`${address}/api/decisions.json`);
  return (await answer.json()).rows;
};
const press = async (page, key) => {
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
};

await inBrowser(async (context) => {
  const page = await context.newPage();
  await page.goto(`${address}/decide`);
  // The name, by keyboard.
  for (let i = 0; i < 20; i += 1) {
    if (await page.evaluate(() => document.activeElement.id === "who")) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("Ida");
  await press(page, "Enter");

  const begin = await left(page);
  assert.ok(begin > 3, `${begin} to decide on`);
  await press(page, "c");
  assert.equal(await left(page), begin - 1, "confirmed and out of the queue");
  await press(page, "u");
  assert.equal(await left(page), begin, "taken back and in the queue again");
  await press(page, "r");
  assert.equal(await left(page), begin - 1, "rejected and out of the queue");
  const before = page.url();
  await press(page, "n");
  assert.notEqual(page.url(), before);
  assert.equal(await left(page), begin - 2, "passed over");

  // Selecting words makes them the content; here in an article with letters beyond the first plane around.
  await page.goto(`${address}/decide?fact=1-0`);
  const words = await page.evaluate(() => {
    const asked = [...document.querySelectorAll("[data-text] .asked.content")];
    const text = asked.find((e) => e.textContent.length > 12).firstChild;
    getSelection().setBaseAndExtent(text, 0, text, 9);
    return getSelection().toString().trim();
  });
  await press(page, "e");
  assert.equal(await page.inputValue("#edit [name=f_content]"), words);

  // Keys do nothing while somebody types.
  const count = (await decisions(page)).length;
  await page.focus("#edit [name=f_speaker]");
  await page.keyboard.type("crun");
  await page.keyboard.press("Escape");
  assert.equal((await decisions(page)).length, count);
  await page.selectOption("#edit [name=f_channel]", "private");
  await page.focus("#edit button");
  await press(page, "Enter");
  assert.equal(await page.inputValue("#edit [name=f_channel]"), "private");
  const verbs = (await decisions(page)).map((d) => d.verb);
  for (const verb of ["confirm", "undo", "reject", "edit"]) assert.ok(verbs.includes(verb), verb);

  // Olav decides while Ida looks: she is told, and his decision stands.
  await page.goto(`${address}/decide?fact=1-1`);
  await inBrowser(async (other) => {
    await other.addCookies([{ name: "rapporteur_name", value: "Olav", url: address }]);
    const his = await other.newPage();
    await his.goto(`${address}/decide?fact=1-1`);
    await press(his, "c");
  });
  await press(page, "r");
  assert.match(await page.textContent("main"), /Olav/);
  const [newest] = await decisions(page);
  assert.deepEqual([newest.who, newest.verb], ["Olav", "confirm"]);

  await page.goto(`${address}/history`);
  assert.ok((await page.textContent("main")).includes("Olav"));
});
console.log("reviewed");
