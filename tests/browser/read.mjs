// One's own article: a file that is dropped on the field, or pasted text, is read and shown with its statements.
import assert from "node:assert/strict";
import { inBrowser } from "./chromium.mjs";

const address = process.argv[2].replace(/\/$/, "");
const TEXT = "Talks go on\n\n“We will stay at the table,” Mara Lind, Norland's foreign minister, said on Monday in Varnhem.\n";

await inBrowser(async (context) => {
  const page = await context.newPage();
  await page.goto(`${address}/read`);
  await page.evaluate((text) => {
    const brought = new DataTransfer();
    brought.items.add(new File([text], "talks.txt", { type: "text/plain" }));
    const field = document.querySelector("[data-drop]");
    field.dispatchEvent(new DragEvent("drop", { dataTransfer: brought, bubbles: true, cancelable: true }));
  }, TEXT);
  await page.waitForFunction(() => document.querySelector("[data-drop]").value.includes("Mara Lind"));
  await page.fill("#published", "2031-03-17");
  await Promise.all([page.waitForNavigation(), page.click("form.paste button[type=submit]")]);
  assert.match(await page.textContent("main"), /Mara Lind/);
  assert.match(await page.textContent(".facts"), /2031-03-17/);
  assert.ok(await page.locator(".content").count() > 0, "statements are marked");
  // It is not in the record: nothing leads to decisions on it.
  assert.equal(await page.locator("a[href^='/decide?fact']").count(), 0);
});
console.log("read");
