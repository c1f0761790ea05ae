// What makes the page quicker to use. Nothing here is needed for reading.
"use strict";
(() => {
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const said = document.getElementById("said");
  let hush;
  const say = (words) => {
    said.textContent = words;
    clearTimeout(hush);
    hush = setTimeout(() => { said.textContent = ""; }, 6000);
  };

  // What works by script alone is shown by script alone.
  for (const element of all("[data-script]")) element.hidden = false;

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      say("Copied.");
    } catch {
      say(button.dataset.copy);
    }
  });

  // Words and note belong together: pointing at one shows the other, clicking goes there.
  const noteOf = (n) => document.getElementById(`n${n}`);
  const light = (n, on) => {
    noteOf(n)?.classList.toggle("lit", on);
    for (const piece of all(`[data-of~="${n}"]`)) piece.classList.toggle("lit", on);
  };
  const numbers = (target) => {
    const piece = target.closest?.("[data-of]");
    if (piece) return piece.dataset.of.split(" ");
    const note = target.closest?.("[data-note]");
    return note ? [note.dataset.note] : [];
  };
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begin, (e) => { for (const n of numbers(e.target)) light(n, true); });
    document.addEventListener(end, (e) => { for (const n of numbers(e.target)) light(n, false); });
  }
  document.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-of]");
    if (!piece || !getSelection().isCollapsed) return;
    // The innermost statement stands last.
    location.hash = `n${piece.dataset.of.split(" ").at(-1)}`;
  });

  // What is new since the last visit: the browser alone remembers it. It is a new visit after some hours.
  const visit = document.querySelector("[data-newest]");
  if (visit) {
    const HOURS = 4 * 3600 * 1000;
    const kept = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
    const keep = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* not kept */ } };
    const now = { newest: visit.dataset.newest, at: Date.now() };
    const last = kept("last") ?? now;
    if (now.at - last.at > HOURS) keep("before", last);
    keep("last", now);
    const before = kept("before");
    const link = visit.querySelector("[data-since]");
    if (before && /^\d+$/.test(before.newest) && visit.dataset.visit === "") {
      link.href = `/?after=${before.newest}`;
      link.hidden = false;
    }
  }

  // Words that are selected in an article, as a place in its text. Places are counted in code points, as everywhere
  // outside a browser.
  const length = (words) => [...words].length;
  const placeOf = (node, offset) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const block = element.closest("[data-start]");
    if (!block) return null;
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEnd(node, offset);
    return Number(block.dataset.start) + length(before.toString());
  };
  const selected = () => {
    const selection = getSelection();
    if (selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0);
    const around = range.commonAncestorContainer;
    const element = around.nodeType === Node.TEXT_NODE ? around.parentElement : around;
    if (!element.closest("[data-text]")) return null;
    const [start, end] = [placeOf(range.startContainer, range.startOffset), placeOf(range.endContainer, range.endOffset)];
    if (start === null || end === null) return null;
    const words = range.toString();
    const head = words.length - words.trimStart().length;
    const tail = words.length - words.trimEnd().length;
    const [first, last] = [start + length(words.slice(0, head)), end - (tail ? length(words.slice(-tail)) : 0)];
    return first < last ? [first, last] : null;
  };
  const typing = (event) => event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select");

  // Adding what was missed: the link takes the selected words along.
  const add = document.querySelector("[data-add]");
  if (add) {
    const plain = add.getAttribute("href");
    document.addEventListener("selectionchange", () => {
      const place = selected();
      add.href = place ? `${plain}&content=${place.join("-")}` : plain;
      add.classList.toggle("float", Boolean(place));
    });
    // Pressing on the link must not take the selection away before it is followed.
    add.addEventListener("mousedown", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => {
      if (event.key === "a" && !typing(event)) { event.preventDefault(); add.click(); }
    });
  }

  // Choosing words of an article in a field, where Shift and the arrow keys select.
  const pick = document.querySelector("[data-pick]");
  if (pick) {
    // A field that may not be written in has no caret to move; this one has, and what is typed is refused.
    pick.readOnly = false;
    pick.addEventListener("beforeinput", (event) => event.preventDefault());
    const take = (name) => {
      const words = pick.value.slice(pick.selectionStart, pick.selectionEnd);
      if (words.trim() === "") { say("Select words of the article first."); pick.focus(); return; }
      const head = words.length - words.trimStart().length;
      const start = length(pick.value.slice(0, pick.selectionStart + head));
      document.querySelector(`[name=f_${name}]`).value = words.trim().replace(/\s+/g, " ");
      document.querySelector(`[name=p_${name}]`).value = JSON.stringify([[start, start + length(words.trim())]]);
      say(`Taken as ${name}.`);
    };
    for (const button of all("[data-take]")) button.addEventListener("click", () => take(button.dataset.take));
    pick.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const button = all("[data-take]").find((b) => b.dataset.key === event.key);
      if (button) { event.preventDefault(); button.click(); }
    });
  }

  // Deciding by keyboard alone.
  const keys = { u: () => document.querySelector("#undo button")?.click() };
  if (document.querySelector("[data-decide]")) {
    const content = document.querySelector("#edit [name=f_content]");
    const submit = (form, act) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "act", value: act });
      form.append(field);
      form.submit();
    };
    Object.assign(keys, {
      c: () => document.querySelector("#confirm button").click(),
      r: () => document.querySelector("#reject button").click(),
      n: () => document.getElementById("next").click(),
      e: () => {
        const place = selected();
        if (!place) { content.focus(); return; }
        content.value = JSON.stringify([place]);
        submit(document.getElementById("edit"), "edit");
      },
    });
  }
  document.addEventListener("keydown", (event) => {
    if (typing(event)) {
      if (event.key === "Escape") event.target.blur?.();
      return;
    }
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });

  // A file dropped on the field, or chosen, goes into the field.
  const field = document.querySelector("[data-drop]");
  if (field) {
    const take = async (file) => {
      if (!file) return;
      if (file.size > 4 << 20) { say("This file is larger than 4 MB, which no article is."); return; }
      field.value = await file.text();
      say(`${file.name} is in the field.`);
    };
    document.getElementById("file")?.addEventListener("change", (e) => take(e.target.files[0]));
    field.addEventListener("dragover", (e) => { e.preventDefault(); field.classList.add("over"); });
    field.addEventListener("dragleave", () => field.classList.remove("over"));
    field.addEventListener("drop", (e) => {
      field.classList.remove("over");
      if (e.dataTransfer.files.length === 0) return;
      e.preventDefault();
      take(e.dataTransfer.files[0]);
    });
  }
})();
