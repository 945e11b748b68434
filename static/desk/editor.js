/* What the newsroom's editor knows beyond django-prose-editor's own: what `articles/body.py` keeps, and photos. */

import { Blockquote as BaseQuote, Document as BaseDocument, Mark } from "django-prose-editor/editor"

export { ArticleLink } from "desk/links"
export { CleanPaste } from "desk/paste"
export { Embed } from "desk/embeds"
export { PlacedPhoto } from "desk/photos"
export { Toolbar } from "desk/toolbar"

/* Photos and embeds stand between the paragraphs, never in a quote, list or table. */
export const Document = BaseDocument.extend({
  content: "(block|placed)+",

  onCreate({ editor }) {
    const textarea = editor.view.dom.closest(".prose-editor").querySelector("textarea")
    editor.on("update", () => sendWhole(editor, textarea))
  },
})

/* A photo alone is no empty text; django-prose-editor takes a single element without words for none, and sends "". */
function sendWhole(editor, textarea) {
  if (textarea.value || editor.isEmpty) return
  textarea.value = editor.getHTML()
  textarea.dispatchEvent(new Event("input", { bubbles: true }))
}

export const Cite = Mark.create({
  name: "cite",
  parseHTML() {
    return [{ tag: "cite" }]
  },
  renderHTML() {
    return ["cite", 0]
  },
})

export const Blockquote = BaseQuote.extend({
  addAttributes() {
    return {
      pull: {
        default: false,
        parseHTML: (quote) => quote.classList.contains("pull"),
        renderHTML: ({ pull }) => (pull ? { class: "pull" } : {}),
      },
    }
  },

  addCommands() {
    return {
      ...this.parent?.(),
      /* A quote of the other kind changes its kind; one of this kind ends. */
      toggleQuote:
        ({ pull }) =>
        ({ editor, commands }) => {
          if (!editor.isActive(this.name)) return commands.wrapIn(this.name, { pull })
          if (editor.isActive(this.name, { pull })) return commands.lift(this.name)
          return commands.updateAttributes(this.name, { pull })
        },
    }
  },
})
