/* Videos and posts of other sites in the text; nothing of theirs is loaded here. */

import { Node } from "django-prose-editor/editor"
import { desk, words } from "desk/desk"
import { element, ending, field, icon, openDialog } from "desk/dialogs"
import { belowSelection, handles, keysOf, PlacedView, rewrite } from "desk/placing"

const LONGEST = 500
const known = desk.embeds.map(({ provider, link }) => ({ provider, pattern: new RegExp(`^(?:${link})$`) }))

/** The name of the provider whose video or post an address is, or undefined. */
export function providerOf(address) {
  const url = address.trim().replace(/^https?:\/\/[^/]*/i, (origin) => origin.toLowerCase())
  if (url.length > LONGEST || !/^https?:\/\//.test(url) || /\s/.test(url)) return undefined
  return known.find(({ pattern }) => pattern.test(url.replace(/^https?:\/\//, "")))?.provider
}

export const Embed = Node.create({
  name: "embed",
  group: "placed",
  atom: true,
  draggable: true,

  addAttributes() {
    return {
      url: { default: "", parseHTML: (figure) => figure.dataset.embed, rendered: false },
      title: { default: "", parseHTML: titleIn, rendered: false },
    }
  },

  parseHTML() {
    return [{ tag: "figure[data-embed]", getAttrs: (figure) => Boolean(providerOf(figure.dataset.embed ?? "")) && null }]
  },

  renderHTML({ node }) {
    const { url, title } = node.attrs
    return ["figure", { "data-embed": url }, ["a", { href: url }, title || url]]
  },

  addNodeView() {
    return (props) => new EmbedView(props)
  },

  addCommands() {
    return {
      insertEmbed:
        () =>
        ({ editor }) => (edit(editor, null), true),
    }
  },

  addKeyboardShortcuts() {
    return { ...keysOf(this, edit), "Mod-Alt-v": () => this.editor.commands.insertEmbed() }
  },
})

function titleIn(figure) {
  const text = figure.textContent.trim().replace(/\s+/g, " ")
  return /^https?:\/\//.test(text) ? "" : text
}

class EmbedView extends PlacedView {
  constructor({ node, editor, getPos }) {
    super(node)
    this.title = element("b")
    this.address = element("span", { class: "address" })
    this.dom = element(
      "figure",
      { class: "placed-embed", contenteditable: "false", draggable: "true", title: words.photoHelp },
      icon("play_circle_outline"),
      element("figcaption", {}, this.title, this.address),
      handles(editor, getPos, { label: words.editWords, icon: "edit", run: () => edit(editor, getPos()) }),
    )
    this.dom.addEventListener("dblclick", () => edit(editor, getPos()))
    this.show()
  }

  show() {
    const { url, title } = this.node.attrs
    this.title.textContent = `${providerOf(url)}: ${title || words.untitled}`
    this.address.textContent = url.replace(/^https?:\/\/(www\.)?/, "")
  }
}

/** Ask for the address and title of a video or post: of the one at `position`, or of a new one. */
function edit(editor, position) {
  if (!editor.isEditable) return
  const node = position === null ? null : editor.state.doc.nodeAt(position)
  const url = element("input", { type: "url", required: true, maxlength: LONGEST })
  const title = element("input", { maxlength: 200 })
  url.value = node?.attrs.url ?? ""
  title.value = node?.attrs.title ?? ""
  const refusal = element("p", { class: "errornote", role: "alert", hidden: true })
  let dialog = null
  const form = element(
    "form",
    { novalidate: true },
    refusal,
    field(words.embedUrl, url, desk.providers.join(", ")),
    field(words.embedTitle, title, words.embedTitleHelp),
    ending(node ? words.save : words.insert, () => dialog),
  )
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    if (!providerOf(url.value)) {
      refusal.textContent = words.unknownEmbed.replace("%(providers)s", desk.providers.join(", "))
      refusal.hidden = false
      url.focus()
      return
    }
    const attrs = { url: url.value.trim(), title: title.value.trim() }
    if (node) rewrite(editor, position, attrs)
    else belowSelection(editor, { type: "embed", attrs })
    dialog.close()
  })
  dialog = openDialog(node ? words.embed : words.insertEmbed, form, { after: () => editor.view.focus() })
  url.focus()
}
