// One document: its rows as a list, filters, and links to a passage by its offsets (#c1234-1250).
// Offsets count Unicode code points, as the tables do; the page's text says exactly the characters of the document.
"use strict";

(() => {
  const { cards, groups } = JSON.parse(document.getElementById("data").textContent);
  const labels = window.planhouseLabels;
  const text = document.getElementById("text");
  const list = document.getElementById("rows");
  const card = document.getElementById("card");
  const count = document.getElementById("count");
  const words = document.getElementById("words");
  const side = document.getElementById("side");
  const fold = document.getElementById("fold");
  // A row's address: its offsets, of a quantity those of its number; the second of the same offsets adds .2, as ids do.
  const span = (row) => (row.v ?? [row.s, row.e]).join("-");
  const places = Map.groupBy ? Map.groupBy(cards.keys(), (number) => span(cards[number])) : grouped();
  for (const numbers of places.values()) numbers.sort((a, b) => (cards[a].v ? 0 : 1) - (cards[b].v ? 0 : 1) || a - b);
  const addressed = cards.map((row, number) => {
    const rank = places.get(span(row)).indexOf(number);
    return `#c${span(row)}${rank ? `.${rank + 1}` : ""}`;
  });
  const addresses = new Map(cards.flatMap((row, number) => (row.id ? [[row.id, addressed[number]]] : [])));
  const narrow = matchMedia("(max-width: 60rem)");
  const off = new Set();
  const MOST = 8; // rows that a hint or a card names beside one
  let selected = null;

  const tongue = () => (document.documentElement.dataset.lang === "en" ? 1 : 0);

  function grouped() {
    const found = new Map();
    cards.forEach((row, number) => found.set(span(row), [...(found.get(span(row)) ?? []), number]));
    return found;
  }

  function element(name, content, className) {
    const made = document.createElement(name);
    if (content !== undefined) made.append(content);
    if (className) made.className = className;
    return made;
  }

  // Code points and the text nodes that hold them.

  function* nodes() {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let at = 0;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const length = points(node.data);
      yield { node, start: at, end: at + length };
      at += length;
    }
  }

  function points(string) {
    let length = string.length;
    for (let at = 0; at < string.length; at += 1) {
      const code = string.charCodeAt(at);
      if (code >= 0xd800 && code <= 0xdbff) { length -= 1; at += 1; }
    }
    return length;
  }

  function unit(string, wanted) {
    let at = 0;
    for (let seen = 0; seen < wanted; seen += 1) at += string.codePointAt(at) > 0xffff ? 2 : 1;
    return at;
  }

  function unmark() {
    for (const mark of text.querySelectorAll("mark")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }

  function mark(start, end) {
    unmark();
    const touched = [...nodes()].filter((piece) => piece.start < end && piece.end > start);
    const marks = touched.map(({ node, start: first }) => {
      const range = document.createRange();
      range.setStart(node, unit(node.data, Math.max(start - first, 0)));
      range.setEnd(node, unit(node.data, Math.min(end - first, points(node.data))));
      const made = document.createElement("mark");
      range.surroundContents(made);
      return made;
    });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // On a phone the rows cover the lower half.
    marks[0]?.scrollIntoView({ block: narrow.matches ? "start" : "center", behavior: calm ? "auto" : "smooth" });
  }

  function slice(start, end) {
    return [...nodes()].filter((piece) => piece.start < end && piece.end > start).map(({ node, start: first }) =>
      node.data.slice(unit(node.data, Math.max(start - first, 0)), unit(node.data, Math.min(end - first, points(node.data)))),
    ).join("");
  }

  // The card of a row. Units and numbers are told with what they are there for.
  function named(row) {
    return row.f.role && row.k !== "sections" ? `${row.t} (${said(row, "role", row.f.role)})` : row.t;
  }

  function said(row, name, value) {
    if (typeof value === "boolean") return tongue() ? (value ? "yes" : "no") : (value ? "是" : "否");
    return labels[row.k].words[name]?.[value]?.[tongue()] ?? String(value);
  }

  function fact(row, name, value) {
    const held = element("dd");
    const link = row.l?.[name] ?? addresses.get(value);
    if (link) {
      const anchor = element("a", said(row, name, value));
      anchor.href = link;
      held.append(anchor);
    } else held.append(said(row, name, value));
    return [element("dt", labels[row.k].columns[name][tongue()]), held];
  }

  function showCard(row, others) {
    const title = element("h3", named(row));
    title.prepend(element("span", `${labels[row.k].label[tongue()]} `, "dim"));
    const facts = element("dl");
    for (const [name, value] of Object.entries(row.f)) facts.append(...fact(row, name, value));
    const quote = slice(row.s, row.e);
    const shown = element("blockquote", quote.length > 300 ? `${quote.slice(0, 300)}…` : quote);
    shown.lang = "zh-Hans";
    const address = element("a", addressed[selected], "id");
    address.href = addressed[selected];
    card.replaceChildren(title, shown, facts, address);
    if (others.length) {
      const more = element("div", undefined, "others");
      for (const number of others) {
        const other = element("button", `${labels[cards[number].k].label[tongue()]} ${named(cards[number])}`.slice(0, 40), "plain");
        other.type = "button";
        other.addEventListener("click", () => select(number));
        more.append(other);
      }
      card.append(more);
    }
    card.hidden = false;
  }

  function around(row) {
    const held = (other) => other !== row && other.s <= row.s && other.e >= row.e && other.k !== "sections" && other.k !== "tasks";
    return cards.flatMap((other, number) => (held(other) && !off.has(other.k) ? [number] : [])).slice(0, MOST);
  }

  function select(number, { keepHash = false, focus = false } = {}) {
    const row = cards[number];
    selected = number;
    for (const button of list.querySelectorAll("[aria-current]")) button.removeAttribute("aria-current");
    const button = list.querySelector(`[data-row="${number}"]`);
    button?.setAttribute("aria-current", "true");
    setFolded(false);
    mark(row.s, row.e);
    showCard(row, around(row));
    card.scrollIntoView({ block: "nearest" });
    if (focus) card.focus();
    if (!keepHash) history.replaceState(null, "", addressed[number]);
  }

  // The list and its filters.

  function isWanted(row) {
    const wanted = words.value.normalize("NFKC").toLowerCase().trim();
    if (off.has(row.k)) return false;
    const held = `${named(row)} ${Object.values(row.f).join(" ")}`.normalize("NFKC").toLowerCase();
    return !wanted || wanted.split(/\s+/).every((word) => held.includes(word));
  }

  function item(row, number) {
    const button = element("button");
    button.type = "button";
    button.dataset.row = number;
    button.append(element("span", labels[row.k].label[tongue()], "tag"), named(row));
    button.tabIndex = -1;
    if (number === selected) button.setAttribute("aria-current", "true");
    const entry = element("li");
    entry.append(button);
    return entry;
  }

  function listRows() {
    const wanted = cards.flatMap((row, number) => (isWanted(row) ? [item(row, number)] : []));
    list.replaceChildren(...wanted);
    (list.querySelector("[aria-current]") ?? list.querySelector("button"))?.setAttribute("tabindex", "0");
    count.textContent = tongue() ? `${wanted.length} of ${cards.length}` : `${wanted.length} / ${cards.length} 条`;
  }

  for (const button of document.querySelectorAll(".kind")) {
    button.addEventListener("click", () => {
      const kind = button.dataset.kind;
      const shown = off.has(kind);
      if (shown) off.delete(kind); else off.add(kind);
      button.setAttribute("aria-pressed", String(shown));
      paint();
      listRows();
    });
  }
  words.addEventListener("input", listRows);
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    // By keyboard (no click of a mouse counts) the card is read next; Escape leads back.
    if (button) select(Number(button.dataset.row), { focus: event.detail === 0 });
  });
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") list.querySelector("[aria-current]")?.focus();
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const next = step && event.target.closest("li")?.[step]?.firstElementChild;
    if (!next) return;
    event.preventDefault();
    event.target.closest("button").tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  function setFolded(folded) {
    side.classList.toggle("folded", folded);
    fold.setAttribute("aria-expanded", String(!folded));
    fold.textContent = folded ? ["展开", "Unfold"][tongue()] : ["收起", "Fold"][tongue()];
  }
  fold.addEventListener("click", () => setFolded(!side.classList.contains("folded")));

  // What a stretch looks like without the kinds that are off: the shortest span's ground and line, as the page was made.
  const GROUNDS = new Set(["target", "achievement", "incentive", "unresolved"]);
  const LINES = new Set(["unit", "platform", "deadline", "citation", "numeral"]);
  const kindOf = Object.fromEntries([...document.querySelectorAll(".kind")].map((button) => [button.dataset.mark, button.dataset.kind]));

  function paint() {
    for (const stretch of text.querySelectorAll(".m")) {
      const marks = [...stretch.classList].filter((name) => kindOf[name] && !off.has(kindOf[name]));
      const ground = marks.find((name) => GROUNDS.has(name));
      const line = marks.find((name) => LINES.has(name));
      const kept = [...stretch.classList].filter((name) => !/^(on|under|no)-/.test(name));
      const task = stretch.classList.contains("task") && off.has("tasks") ? ["no-task"] : [];
      stretch.className = [...kept, ...(ground ? [`on-${ground}`] : []), ...(line ? [`under-${line}`] : []), ...task].join(" ");
    }
  }

  // The text: what stands here, shortest first; once more for the next.

  const here = (target) => (target.closest(".m")?.dataset.r ?? "").split(" ").filter(Boolean)
    .flatMap((group) => groups[group]).filter((number) => !off.has(cards[number].k));

  text.addEventListener("click", (event) => {
    const numbers = here(event.target);
    if (numbers.length && getSelection().isCollapsed) select(numbers[(numbers.indexOf(selected) + 1) % numbers.length]);
  });
  text.addEventListener("mouseover", (event) => {
    const marked = event.target.closest(".m");
    if (marked) marked.title = here(marked).slice(0, MOST).map((number) => `${labels[cards[number].k].label[tongue()]}: ${named(cards[number])}`).join("\n");
  });

  // The row of an address; a sentence leads to the first quantity in it.
  function foundAt(start, end, rank) {
    const found = places.get(`${start}-${end}`)?.[rank - 1];
    return found ?? cards.findIndex((row) => row.s === start && row.e === end);
  }

  function follow() {
    const found = /^#c(\d+)-(\d+)(?:\.(\d+))?$/.exec(window.location.hash);
    if (!found) return;
    const [start, end] = [Number(found[1]), Number(found[2])];
    const number = foundAt(start, end, Number(found[3] ?? 1));
    if (number >= 0) select(number, { keepHash: true });
    else { card.hidden = true; selected = null; mark(start, end); }
  }

  window.addEventListener("hashchange", follow);
  document.addEventListener("language", () => {
    setFolded(side.classList.contains("folded"));
    listRows();
    if (selected !== null) showCard(cards[selected], around(cards[selected]));
  });
  setFolded(narrow.matches && !window.location.hash);
  listRows();
  follow();
})();
