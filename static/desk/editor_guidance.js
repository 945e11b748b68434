/* Live counts: words and reading time of the text as the server counts them, lengths of headline and standfirst. */

import { desk, words } from "desk/desk"

const INLINE = /^(a|b|cite|code|em|i|s|strong|sub|sup)$/i
/* What Python's str.split() takes for space. */
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/
/* Of the room that search engines have for a title, what stands behind it leaves at least so much. */
const ROOM_LEFT = 30
const RANGES = {
  id_headline: [50, 90],
  id_standfirst: [80, 200],
  id_search_title: [20, 60],
  id_share_title: [20, 90],
  id_share_description: [40, 160],
}

export function wordsIn(markup) {
  const page = new DOMParser().parseFromString(markup, "text/html")
  return textOf(page.body).split(SPACES).filter(Boolean).length
}

function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data
  const inner = [...node.childNodes].map(textOf).join("")
  return INLINE.test(node.nodeName) ? inner : ` ${inner} `
}

function output(after) {
  const told = document.createElement("output")
  told.className = "desk-count"
  told.setAttribute("aria-live", "polite")
  after.after(told)
  return told
}

function patiently(run, wait) {
  let waiting = null
  return () => {
    clearTimeout(waiting)
    waiting = setTimeout(run, wait)
  }
}

for (const [id, [least, whole]] of Object.entries(RANGES)) {
  const input = document.getElementById(id)
  if (!input) continue
  const most = Math.max(whole - [...(input.dataset.followedBy ?? "")].length, Math.min(whole, ROOM_LEFT))
  const told = output(input)
  const show = () => {
    const length = [...input.value.normalize("NFC").trim()].length
    const verdict = length < least ? "tooShort" : length > most ? "tooLong" : "good"
    const range = words.range.replace("%(least)s", least).replace("%(most)s", most)
    told.dataset.verdict = length ? verdict : ""
    told.textContent = length ? `${length} ${words.characters}: ${words[verdict]}${verdict === "good" ? "" : ` (${range})`}` : range
  }
  input.addEventListener("input", patiently(show, 250))
  show()
}

const text = document.querySelector("[data-desk]")
if (text) {
  const told = output(text.closest(".prose-editor") ?? text)
  const show = () => {
    const count = wordsIn(text.value)
    const minutes = Math.max(1, Math.round(count / desk.wordsPerMinute))
    told.textContent = `${count} ${words.words}${count ? ` · ${minutes} ${words.minutes}` : ""}`
  }
  text.addEventListener("input", patiently(show, 300))
  text.addEventListener("prose-editor:ready", () => text.closest(".prose-editor").after(told))
  show()
}
