// Pictures of pages, for people: node shot.mjs ADDRESS FILE [WIDTH] [dark]
import { inBrowser } from "./chromium.mjs";

const [address, file, width = "1280", scheme = "light"] = process.argv.slice(2);
await inBrowser(async (context) => {
  const page = await context.newPage();
  await page.goto(address);
  await page.screenshot({ path: file, fullPage: process.env.FULL === "1" });
}, { colorScheme: scheme, viewport: { width: Number(width), height: 900 } });
