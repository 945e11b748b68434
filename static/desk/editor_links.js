/* Links: to a whole address, or to one of our own articles found by the words of its headline. */

import { Link } from "django-prose-editor/editor"
import { desk, words } from "desk/desk"
import { element, ending, field, openDialog } from "desk/dialogs"

/** An address of this site without the site, so that it outlasts another host; other addresses as they are. */
export function relative(address) {
  try {
    const url = new URL(address)
    return url.host === location.host ? url.pathname + url.search + url.hash : address
  } catch {
    return address
  }
}

const isAddress = (text) => /^(https?:\/\/[^\s/]+|mailto:\S+@|tel:\+?\d|\/|#)/.test(text) && !/\s/.test(text)

export const ArticleLink = Link.extend({
  addAttributes() {
    return { ...this.parent?.(), hreflang: { default: null } }
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => (edit(editor), true),
    }
  },
})

function edit(editor) {
  if (editor.isActive("link")) editor.chain().extendMarkRange("link").run()
  const { from, to, empty } = editor.state.selection
  const before = editor.getAttributes("link")
  const address = element("input", { type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": "desk-link-articles", "aria-expanded": "false" })
  const text = element("input", {})
  const articles = element("ul", { id: "desk-link-articles", role: "listbox", class: "desk-link-articles", "aria-label": words.editLink })
  const refusal = element("p", { class: "errornote", role: "alert", hidden: true })
  address.value = before.href ?? ""
  let dialog = null
  const form = element(
    "form",
    { novalidate: true },
    refusal,
    field(words.linkAddress, address, words.linkHelp),
    articles,
    empty ? field(words.linkText, text) : null,
    ending(before.href ? words.save : words.insert, () => dialog),
  )
  const chosen = (article) => {
    address.value = article.url
    text.value ||= article.headline
    show([])
    form.requestSubmit()
  }
  const show = (found, told = "") => {
    articles.replaceChildren(...found.map((article, place) => option(article, place, chosen)))
    if (told) articles.append(element("li", { role: "option", "aria-disabled": "true" }, told))
    address.setAttribute("aria-expanded", String(found.length > 0))
    address.removeAttribute("aria-activedescendant")
  }
  searching(address, articles, show)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const typed = address.value.trim()
    const href = relative(/^(www\.|[\w-]+\.[a-z]{2,}\/)/i.test(typed) ? `https://${typed}` : typed)
    if (!isAddress(href)) {
      refusal.textContent = words.badAddress
      refusal.hidden = false
      address.focus()
      return
    }
    const attrs = { href, title: before.title ?? null, hreflang: before.hreflang ?? null }
    if (empty) editor.commands.insertContentAt(from, { type: "text", text: text.value.trim() || href, marks: [{ type: "link", attrs }] })
    else editor.chain().setTextSelection({ from, to }).setMark("link", attrs).setTextSelection(to).run()
    dialog.close()
  })
  dialog = openDialog(words.editLink, form, { after: () => editor.view.focus() })
  address.focus()
  address.select()
}

function option(article, place, chosen) {
  const about = article.is_public ? article.about : `${article.about} · ${words.draft}`
  return element(
    "li",
    { role: "option", id: `desk-link-article-${place}`, "aria-selected": "false", onclick: () => chosen(article) },
    element("b", {}, article.headline),
    element("span", {}, about),
  )
}

/** Look for articles while words are typed; the arrows go through them, Enter takes one. */
function searching(input, list, show) {
  let waiting = null
  let round = 0
  const look = async () => {
    const mine = ++round
    const words_typed = input.value.trim()
    if (words_typed.length < 2 || isAddress(words_typed)) return show([])
    const address = `${desk.articles}?${new URLSearchParams({ q: words_typed })}`
    const answer = await fetch(address, { redirect: "manual" }).catch(() => null)
    if (mine !== round || !answer?.ok) return
    const { articles } = await answer.json()
    if (mine === round) show(articles, articles.length ? "" : words.noArticles)
  }
  input.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(look, 200)
  })
  input.addEventListener("keydown", (event) => {
    const options = [...list.querySelectorAll("[aria-selected]")]
    const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true")
    if (event.key === "Enter" && at >= 0) {
      event.preventDefault()
      options[at].click()
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && options.length) {
      event.preventDefault()
      const next = (at + (event.key === "ArrowDown" ? 1 : -1) + options.length + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % options.length
      options.forEach((each, place) => each.setAttribute("aria-selected", String(place === next)))
      options[next].scrollIntoView({ block: "nearest" })
      input.setAttribute("aria-activedescendant", options[next].id)
    }
  })
}
