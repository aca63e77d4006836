"use strict";
(() => {
  const said = document.getElementById("said");

  // Outside a secure context, and where a browser refuses, the text is selected and copied the old way.
  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(code);
      return document.execCommand("copy");
    }
  }

  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copy(button.parentElement.querySelector("code"));
      button.textContent = done ? "Copied" : "Press Ctrl+C";
      said.textContent = done ? "Copied." : "Selected: press Ctrl+C to copy.";
      setTimeout(() => { button.textContent = "Copy"; said.textContent = ""; }, 3000);
    });
  }

  const bar = document.getElementById("filter");
  if (!bar) return;
  const find = bar.querySelector("input[type=search]");
  const boxes = [...bar.querySelectorAll("input[type=checkbox]")];
  const count = bar.querySelector("output");
  const entries = new Map([...document.querySelectorAll("table.who a")].map(link => [link.hash.slice(1), link.closest("li")]));
  const calls = [...document.querySelectorAll("details.call")].map(node => ({
    node,
    words: node.textContent.toLowerCase(),
    entry: entries.get(node.querySelector(".body").id),
  }));

  const hideEmpty = (parents, children) => {
    for (const parent of document.querySelectorAll(parents)) {
      parent.hidden = ![...parent.querySelectorAll(children)].some(child => !child.hidden);
    }
  };

  function apply() {
    const verdicts = new Set(boxes.filter(box => box.checked).map(box => box.value));
    const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const call of calls) {
      const fits = verdicts.has(call.node.dataset.verdict) && wanted.every(word => call.words.includes(word));
      call.node.hidden = !fits;
      if (call.entry) call.entry.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    hideEmpty(".who tbody tr:not(.vpc)", "li");
    hideEmpty(".who tbody", "li");
    hideEmpty(".matrix .scroll", "li");
    hideEmpty("section.calls", "details.call");
    count.textContent = shown === calls.length ? "" : `${shown} of ${calls.length} calls`;
  }

  bar.hidden = false;
  bar.addEventListener("input", apply);
  apply();
})();
