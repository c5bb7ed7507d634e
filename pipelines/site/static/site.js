// What all pages share: the choice of language and the search box. Text from documents only ever becomes text.
"use strict";

(() => {
  const root = document.documentElement;
  const home = document.body.dataset.home;
  const button = document.getElementById("language");

  // A browser that keeps nothing forgets the choice.
  const remembered = {
    get() { try { return localStorage.getItem("planhouse-language"); } catch { return null; } },
    set(value) { try { localStorage.setItem("planhouse-language", value); } catch { /* forgotten */ } },
  };

  function speak(language) {
    root.dataset.lang = language;
    root.lang = language === "en" ? "en" : "zh-Hans";
    button.textContent = language === "en" ? "中文" : "English";
    button.lang = language === "en" ? "zh-Hans" : "en";
    button.setAttribute("aria-label", language === "en" ? "切换为中文" : "Switch to English");
    for (const field of document.querySelectorAll("input[data-zh][data-en]")) {
      field.placeholder = field.dataset[language];
    }
    document.title = document.querySelector("title").dataset[language];
    document.dispatchEvent(new CustomEvent("language", { detail: language }));
  }

  button.addEventListener("click", () => {
    const language = root.dataset.lang === "en" ? "zh" : "en";
    remembered.set(language);
    speak(language);
  });
  speak(remembered.get() === "en" ? "en" : "zh");

  // The search box: the index is loaded when somebody first asks.
  const KINDS = {
    d: ["文件", "document"], u: ["单位", "unit"], i: ["指标", "indicator"], p: ["平台", "carrier"],
  };
  const COUNTED = { u: [" 项任务", " tasks"], i: [" 个数字", " numbers"] };
  const MOST = 30;
  const query = document.getElementById("query");
  const list = document.getElementById("found");
  const finding = document.getElementById("finding");
  const plain = (words) => words.normalize("NFKC").toLowerCase().trim();
  let loading = null;
  let active = -1;

  function index() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${home}search.js`;
      script.onload = () => resolve(window.planhouseSearch.map((entry) => [plain(entry[1]), entry]));
      script.onerror = () => { loading = null; reject(new Error("search.js")); };
      document.head.append(script);
    });
    return loading;
  }

  function matches(entries, words) {
    const wanted = plain(words).split(/\s+/);
    const hits = [];
    for (const [name, entry] of entries) {
      if (wanted.every((word) => name.includes(word))) hits.push([name.startsWith(wanted[0]) ? 0 : 1, name.length, entry]);
    }
    hits.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return hits.map((hit) => hit[2]);
  }

  function close() {
    list.hidden = true;
    active = -1;
    query.setAttribute("aria-expanded", "false");
    query.removeAttribute("aria-activedescendant");
    say("");
  }

  function say(words) {
    finding.textContent = words;
    finding.hidden = !words;
  }

  function show(entries) {
    const language = root.dataset.lang === "en" ? 1 : 0;
    list.replaceChildren(...entries.slice(0, MOST).map(([kind, name, path, more], number) => {
      const item = document.createElement("li");
      item.id = `found-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.path = path;
      item.append(name);
      const about = document.createElement("span");
      about.className = "dim";
      about.textContent = [KINDS[kind][language], more && more + (COUNTED[kind]?.[language] ?? "")].filter(Boolean).join(" · ");
      item.append(about);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); go(item); });
      return item;
    }));
    list.hidden = entries.length === 0;
    active = -1;
    query.setAttribute("aria-expanded", String(entries.length > 0));
    const shown = Math.min(entries.length, MOST);
    const all = language ? `${entries.length} found` : `找到 ${entries.length} 项`;
    const some = language ? `${entries.length} found, the first ${shown} listed` : `找到 ${entries.length} 项，列出前 ${shown} 项`;
    say(entries.length > shown ? some : all);
  }

  function go(item) {
    window.location.href = home + item.dataset.path;
  }

  function step(by) {
    const items = [...list.children];
    if (!items.length) return;
    items[active]?.setAttribute("aria-selected", "false");
    active = (active + by + items.length) % items.length;
    items[active].setAttribute("aria-selected", "true");
    items[active].scrollIntoView({ block: "nearest" });
    query.setAttribute("aria-activedescendant", items[active].id);
  }

  query.addEventListener("input", async () => {
    const words = query.value;
    close();
    if (!words.trim()) return;
    try {
      const entries = await index();
      if (words === query.value) show(matches(entries, words));
    } catch {
      say(root.dataset.lang === "en" ? "The search index cannot be loaded." : "检索索引无法载入。");
    }
  });
  query.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter and the arrows belong to the candidates of an input method
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter") {
      const item = list.children[Math.max(active, 0)];
      if (item) go(item);
    } else return;
    event.preventDefault();
  });
  query.addEventListener("blur", close);
})();
