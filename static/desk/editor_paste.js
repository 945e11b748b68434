/* What is pasted from office programs and other sites, put as the newsroom writes it. articles/pasted.py does the same. */

import { Extension, Plugin } from "django-prose-editor/editor"
import { words } from "desk/desk"
import { element } from "desk/dialogs"
import { providerOf } from "desk/embeds"
import { relative } from "desk/links"
import { belowSelection } from "desk/placing"

const HEADINGS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" }
const ORDINAL = /^\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]$/i
const REDIRECTS = [
  [/^(www\.)?google\.[a-z.]{2,6}$/, "/url", ["q", "url"]],
  [/^l\.(facebook|messenger|instagram)\.com$/, "/", ["u"]],
  [/\.safelinks\.protection\.outlook\.com$/, "/", ["url"]],
]

export const CleanPaste = Extension.create({
  name: "cleanPaste",
  priority: 1000,

  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        props: {
          transformPastedHTML(html) {
            if (html.includes("data-pm-slice")) return html
            const { markup, pictures } = cleaned(html)
            if (pictures) say(editor, words.pasteWithoutPictures)
            return markup
          },
          handlePaste(view, event) {
            const text = event.clipboardData?.getData("text/plain").trim() ?? ""
            const { $from, empty } = view.state.selection
            if (!providerOf(text) || !empty || $from.parent.content.size || $from.depth !== 1) return false
            belowSelection(editor, { type: "embed", attrs: { url: text } })
            return true
          },
        },
      }),
    ]
  },
})

/** Tell something below the text until the next change of it. */
function say(editor, sentence) {
  const box = editor.view.dom.closest(".prose-editor")
  box.querySelector(".desk-said")?.remove()
  const said = element("p", { class: "desk-said", role: "status" })
  box.append(said)
  said.textContent = sentence
  setTimeout(() => said.remove(), 12000)
}

/** Clean markup and whether pictures were left out of it. */
export function cleaned(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html")
  const { body } = page
  const all = (selector) => [...body.querySelectorAll(selector)]
  const pictures = all("img, picture, svg, v\\:shape").length > 0
  all("xml, script, style, template, noscript, title, meta, link, img, picture, svg, iframe, object, video, audio, del").forEach((each) => each.remove())
  all("[data-style]").filter((each) => /mso-element:\s*comment|display:\s*none/i.test(each.getAttribute("data-style"))).forEach((each) => each.remove())
  all(".MsoCommentReference, a[href^='#cmnt'], a[href^='#_msocom'], a[href^='#_msoanchor']").forEach((each) => each.remove())
  listed(page)
  all("b, strong, i, em, u, ins, span, font").reverse().forEach((each) => asMeant(each, page))
  all("h1, h4, h5, h6").forEach((each) => renamed(each, HEADINGS[each.tagName], page))
  all("h2 b, h2 strong, h3 b, h3 strong").forEach((each) => each.replaceWith(...each.childNodes))
  all("a[href]").forEach((each) => {
    each.setAttribute("href", relative(unwrapped(each.getAttribute("href"))))
    if (!each.textContent.trim()) each.remove()
  })
  all("p").forEach((each) => partedAtBreaks(each, page))
  withPlainSpaces(page)
  all("p, h2, h3").filter((each) => !each.textContent.trim() && !each.closest("td, th")).forEach((each) => each.remove())
  all("body > br, p + br, ul + br, ol + br").forEach((each) => each.remove())
  return { markup: body.innerHTML, pictures }
}

/* A parsed page is under this one's policy, which complains of every style that it sees. */
const withoutStyles = (html) =>
  html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/(["'\s])style\s*=/gi, "$1data-style="))

function renamed(node, name, page) {
  const other = page.createElement(name)
  other.append(...node.childNodes)
  node.replaceWith(other)
}

/** Bold and italic as elements, whether they were said by elements or by styles; everything else of a span goes. */
function asMeant(node, page) {
  const style = `;${(node.getAttribute("data-style") ?? "").toLowerCase().replace(/\s/g, "")}`
  const isBold = /;font-weight:(bold|[6-9]00)/.test(style) || (/^(B|STRONG)$/.test(node.tagName) && !/;font-weight:(normal|400)/.test(style))
  const isItalic = /;font-style:italic/.test(style) || (/^(I|EM)$/.test(node.tagName) && !/;font-style:normal/.test(style))
  const raised = style.match(/;vertical-align:(super|sub)/)?.[1]
  const names = [isBold && "strong", isItalic && "em", /text-decoration(-line)?:line-through/.test(style) && "s", raised && { super: "sup", sub: "sub" }[raised]]
  const isAroundBlocks = node.querySelector("p, ul, ol, table, h2, h3, blockquote, div")
  let inner = [...node.childNodes]
  for (const name of isAroundBlocks ? [] : names.filter(Boolean).reverse()) {
    const mark = page.createElement(name)
    mark.append(...inner)
    inner = [mark]
  }
  node.replaceWith(...inner)
}

/** Lists where Word has paragraphs that look like them. */
function listed(page) {
  let open = []
  for (const paragraph of page.body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, table, ul, ol, blockquote")) {
    const level = Number(paragraph.getAttribute("data-style")?.match(/mso-list:[^;"]*level(\d)/i)?.[1] ?? 0)
    if (!level) {
      open = []
      continue
    }
    const mark = [...paragraph.querySelectorAll("span[data-style]")].find((each) => /mso-list:\s*ignore/i.test(each.getAttribute("data-style")))
    const kind = ORDINAL.test(mark?.textContent.trim() ?? "") ? "ol" : "ul"
    mark?.remove()
    while (open.length && open.at(-1).level > level) open.pop()
    if (!open.length || open.at(-1).level < level) {
      const list = page.createElement(kind)
      const within = open.at(-1)?.list.lastElementChild
      if (within) within.append(list)
      else paragraph.before(list)
      open.push({ list, level })
    }
    const item = page.createElement("li")
    item.append(...paragraph.childNodes)
    open.at(-1).list.append(item)
    paragraph.remove()
  }
}

/** Two breaks in a row are a new paragraph. */
function partedAtBreaks(paragraph, page) {
  const breaks = [...paragraph.children].filter((each) => each.tagName === "BR")
  for (const one of breaks) {
    const next = one.nextElementSibling
    const between = next?.tagName === "BR" && !one.nextSibling?.textContent.trim()
    if (!between || one.parentNode !== paragraph) continue
    const before = page.createElement("p")
    while (paragraph.firstChild !== one) before.append(paragraph.firstChild)
    while (paragraph.firstChild?.nodeName === "BR" || (paragraph.firstChild && !paragraph.firstChild.textContent.trim())) paragraph.firstChild.remove()
    paragraph.before(before)
  }
}

/** Runs of spaces that hold a no-break one become one space; a single no-break space stays. */
function withPlainSpaces(page) {
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const { currentNode } = texts
    currentNode.data = currentNode.data.replace(/[ \u00a0]*\u00a0[ \u00a0]+|[ ]+\u00a0/g, " ")
  }
}

export function unwrapped(address) {
  try {
    const url = new URL(address)
    const [, , keys] = REDIRECTS.find(([host, path]) => host.test(url.hostname) && url.pathname.startsWith(path)) ?? [null, null, []]
    const inner = keys.map((key) => url.searchParams.get(key)).find(Boolean) ?? ""
    return /^https?:\/\//.test(inner) ? inner : address
  } catch {
    return address
  }
}
