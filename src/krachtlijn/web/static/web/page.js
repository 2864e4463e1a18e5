// Adds comfort to pages that work without it. Keeps nothing in the browser.

const $ = query => document.querySelector(query);
const $$ = query => [...document.querySelectorAll(query)];

// Leave quickly: gone from the screen at once, and Back does not bring the page back.
for (const form of $$("form[data-leave]")) {
  form.addEventListener("submit", event => {
    event.preventDefault();
    document.documentElement.hidden = true;
    document.title = "…";
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" }).catch(() => {});
    location.replace(form.dataset.leave);
  });
}

for (const button of $$("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

$("[data-errors]")?.focus();

// A choice that is free can also be taken back.
let picked = null;
addEventListener("pointerdown", ({ target }) => {
  picked = target.closest(".tile")?.querySelector("input[type=radio]:not([required]):checked");
});
addEventListener("click", ({ target }) => {
  if (target === picked) picked = picked.checked = null;
});

// The square on the card opens this page with the card after the #, which never travels over the network.
function takeCard() {
  const card = $("input[name=card]");
  const given = decodeURIComponent(location.hash.slice(1)).toUpperCase();
  if (!card || !/^[0-9A-HJKMNP-TV-Z]{26}$/.test(given.replaceAll("-", ""))) return;
  card.value = given;
  history.replaceState(null, "", location.pathname + location.search);
  $("input[name=pin]")?.focus();
}
takeCard();
addEventListener("hashchange", takeCard);

// Sending: once at a time, and only when someone is there to receive it.
const waiting = new Map();

async function reachable() {
  if (!navigator.onLine) return false;
  try {
    return (await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(4000) })).ok;
  } catch {
    return false;
  }
}

function wait(form, submitter) {
  if (waiting.has(form)) return;
  const line = document.createElement("div");
  line.setAttribute("role", "status");
  form.append(line);
  line.append($("#no-network").content.cloneNode(true));
  const again = async () => {
    if (!(await reachable()) || !waiting.has(form)) return;
    stop();
    form.dataset.sure = "";
    form.requestSubmit(submitter);
  };
  const stop = () => {
    removeEventListener("online", again);
    clearInterval(timer);
    waiting.delete(form);
    line.remove();
  };
  const timer = setInterval(again, 10000);
  addEventListener("online", again);
  waiting.set(form, stop);
}

addEventListener("submit", async event => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
  if ("sent" in form.dataset) return event.preventDefault();
  form.dataset.sent = "";
  if ("keep" in form.dataset && !("sure" in form.dataset)) {
    event.preventDefault();
    const there = await reachable();
    delete form.dataset.sent;
    if (!there) return wait(form, event.submitter);
    waiting.get(form)?.();
    form.dataset.sure = "";
    return form.requestSubmit(event.submitter);
  }
  delete form.dataset.sure;
  setTimeout(() => delete form.dataset.sent, 8000);
});
addEventListener("pageshow", () => $$("form[data-sent]").forEach(form => delete form.dataset.sent));
addEventListener("beforeunload", event => { if (waiting.size) event.preventDefault(); });

// Read aloud, with voices of this device only: others would send the words of a plan elsewhere.
const button = $("[data-read]");
const speech = window.speechSynthesis;
const main = $("main");
let turn = 0;

const spoken = language => speech.getVoices().find(
  voice => voice.localService && voice.lang.replace("_", "-").toLowerCase().startsWith(language.toLowerCase()));

function sentences() {
  const parts = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    let box = node.parentElement;
    if (!node.data.trim() || !box.checkVisibility() || box.closest("textarea, select, [aria-hidden=true]")) continue;
    while (getComputedStyle(box).display === "inline") box = box.parentElement;
    if (parts.at(-1)?.box !== box) parts.push({ box, nodes: [] });
    parts.at(-1).nodes.push(node);
  }
  return parts.flatMap(({ box, nodes }) => {
    const language = box.closest("[lang]").lang;
    const text = nodes.map(node => node.data).join("");
    return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)]
      .filter(({ segment }) => segment.trim())
      .map(({ segment, index }) => {
        const text = segment.trim();
        const from = index + segment.indexOf(text);
        return { box, language, text, range: (start, long) => place(nodes, from + start, from + start + long) };
      });
  });
}

function place(nodes, from, to) {
  const range = new Range();
  for (const node of nodes) {
    if (from >= 0 && from < node.length) range.setStart(node, from);
    if (to > 0 && to <= node.length) range.setEnd(node, to);
    from -= node.length;
    to -= node.length;
  }
  return range;
}

function light(range) {
  CSS.highlights?.set("reading", new Highlight(range));
}

function still() {
  turn += 1;
  speech.cancel();
  CSS.highlights?.delete("reading");
  delete button.dataset.reading;
}

function read(list, mine) {
  const next = list.shift();
  if (mine !== turn) return;
  if (!next) return still();
  light(next.range(0, next.text.length));
  next.box.scrollIntoView({ block: "nearest" });
  const words = new SpeechSynthesisUtterance(next.text);
  words.lang = next.language;
  words.voice = spoken(next.language) ?? spoken(button.dataset.read);
  // Not every voice says which word it is at; with such a voice the whole sentence stays lit.
  words.onboundary = ({ name, charIndex, charLength }) => {
    if (name === "word" && charLength && mine === turn) light(next.range(charIndex, charLength));
  };
  words.onend = words.onerror = () => read(list, mine);
  speech.speak(words);
}

if (button && speech && Intl.Segmenter) {
  const offer = () => { button.hidden = !spoken(button.dataset.read); };
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  button.addEventListener("click", () => {
    if ("reading" in button.dataset) return still();
    still();
    button.dataset.reading = "";
    read(sentences(), turn);
  });
  addEventListener("pagehide", still);
}
