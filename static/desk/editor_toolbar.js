/* The buttons over the text: one stop of the Tab key, the arrows go through them (ARIA's toolbar pattern). */

import { Extension } from "django-prose-editor/editor"
import { words } from "desk/desk"
import { element, icon } from "desk/dialogs"

const BLOCKS = {
  paragraph: { is: (editor) => editor.isActive("paragraph"), run: (chain) => chain.setParagraph() },
  heading2: { is: (editor) => editor.isActive("heading", { level: 2 }), run: (chain) => chain.setHeading({ level: 2 }) },
  heading3: { is: (editor) => editor.isActive("heading", { level: 3 }), run: (chain) => chain.setHeading({ level: 3 }) },
}

const inTable = (editor) => editor.isActive("table")
const mark = (name, glyph, keys) => ({
  name,
  glyph,
  keys,
  is: (editor) => editor.isActive(name),
  run: (chain) => chain.toggleMark(name),
})

const GROUPS = [
  [
    mark("bold", "format_bold", "Ctrl+B"),
    mark("italic", "format_italic", "Ctrl+I"),
    { name: "link", glyph: "link", text: true, keys: "Ctrl+K", is: (editor) => editor.isActive("link"), act: (editor) => editor.commands.addLink() },
    { name: "unlink", glyph: "link_off", when: (editor) => editor.isActive("link"), run: (chain) => chain.extendMarkRange("link").unsetMark("link") },
  ],
  [
    { name: "photo", glyph: "add_photo_alternate", text: true, keys: "Ctrl+Alt+P", when: (editor) => "choosePhoto" in editor.commands, act: (editor) => editor.commands.choosePhoto() },
    { name: "embed", glyph: "smart_display", text: true, keys: "Ctrl+Alt+V", act: (editor) => editor.commands.insertEmbed() },
  ],
  [
    { name: "blockquote", glyph: "format_quote", keys: "Ctrl+Shift+B", is: (editor) => editor.isActive("blockquote", { pull: false }), run: (chain) => chain.toggleQuote({ pull: false }) },
    { name: "pullQuote", glyph: "format_quote", label: words.pullShort, is: (editor) => editor.isActive("blockquote", { pull: true }), run: (chain) => chain.toggleQuote({ pull: true }) },
    { name: "bulletList", glyph: "format_list_bulleted", keys: "Ctrl+Shift+8", is: (editor) => editor.isActive("bulletList"), run: (chain) => chain.toggleBulletList() },
    { name: "orderedList", glyph: "format_list_numbered", keys: "Ctrl+Shift+7", is: (editor) => editor.isActive("orderedList"), run: (chain) => chain.toggleOrderedList() },
    { name: "rule", glyph: "horizontal_rule", run: (chain) => chain.setHorizontalRule() },
    { name: "table", glyph: "grid_on", run: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), when: (editor) => !inTable(editor) },
  ],
  [
    { name: "addRow", glyph: "add", label: "↓", when: inTable, run: (chain) => chain.addRowAfter() },
    { name: "deleteRow", glyph: "remove", label: "↓", when: inTable, run: (chain) => chain.deleteRow() },
    { name: "addColumn", glyph: "add", label: "→", when: inTable, run: (chain) => chain.addColumnAfter() },
    { name: "deleteColumn", glyph: "remove", label: "→", when: inTable, run: (chain) => chain.deleteColumn() },
    { name: "headerRow", glyph: "table_chart", when: inTable, run: (chain) => chain.toggleHeaderRow() },
    { name: "deleteTable", glyph: "delete", when: inTable, run: (chain) => chain.deleteTable() },
  ],
  [
    mark("strike", "strikethrough_s", ""),
    mark("subscript", "subscript", "Ctrl+,"),
    mark("superscript", "superscript", "Ctrl+."),
    { name: "clear", glyph: "format_clear", run: (chain) => chain.unsetAllMarks() },
  ],
  [
    { name: "undo", glyph: "undo", keys: "Ctrl+Z", can: (editor) => editor.can().undo(), run: (chain) => chain.undo() },
    { name: "redo", glyph: "redo", keys: "Ctrl+Shift+Z", can: (editor) => editor.can().redo(), run: (chain) => chain.redo() },
  ],
]

export const Toolbar = Extension.create({
  name: "toolbar",

  addStorage() {
    return { bar: null }
  },

  onCreate({ editor }) {
    const bar = element("div", { class: "desk-toolbar", role: "toolbar", "aria-label": words.toolbar })
    const block = blockChooser(editor)
    bar.append(block, ...GROUPS.map((group) => element("div", { class: "group" }, ...group.map((item) => button(editor, item)))))
    editor.view.dom.before(bar)
    this.storage.bar = bar
    labelled(editor)
    const show = () => shown(editor, bar, block)
    editor.on("transaction", show)
    roving(bar, editor)
    show()
  },

  onDestroy() {
    this.storage.bar?.remove()
  },

  addKeyboardShortcuts() {
    return {
      "Alt-F10": () => {
        this.storage.bar?.querySelector("[tabindex='0']")?.focus()
        return true
      },
    }
  },
})

function blockChooser(editor) {
  const options = Object.keys(BLOCKS).map((name) => element("option", { value: name }, words[name]))
  return element("select", {
    "aria-label": words.block,
    title: words.block,
    onchange: (event) => BLOCKS[event.target.value].run(editor.chain().focus()).run(),
  }, ...options)
}

function button(editor, item) {
  const { name, glyph, keys, text, label, act, run } = item
  const title = keys ? `${words[name]} (${keys})` : words[name]
  const made = element(
    "button",
    { type: "button", title, "aria-label": words[name], "data-name": name, onclick: () => (act ? act(editor) : run(editor.chain().focus()).run()) },
    icon(glyph),
    text ? element("span", {}, words[name]) : (label ?? null),
  )
  made.item = item
  return made
}

function shown(editor, bar, block) {
  const active = Object.keys(BLOCKS).find((name) => BLOCKS[name].is(editor))
  block.value = active ?? "paragraph"
  for (const each of bar.querySelectorAll("button")) {
    const { is, when, can } = each.item
    if (is) each.setAttribute("aria-pressed", String(is(editor)))
    if (when) each.hidden = !when(editor)
    if (can) each.setAttribute("aria-disabled", String(!can(editor)))
  }
}

/** One stop of Tab; the arrows, Home and End lead from button to button, Escape back to the text. */
function roving(bar, editor) {
  const stops = () => [...bar.querySelectorAll("select, button")].filter((each) => !each.hidden)
  const stop = (at) => {
    for (const each of bar.querySelectorAll("select, button")) each.tabIndex = -1
    at.tabIndex = 0
  }
  stop(stops()[0])
  bar.addEventListener("focusin", (event) => stop(event.target))
  bar.addEventListener("keydown", (event) => {
    const all = stops()
    const at = all.indexOf(event.target)
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (event.key === "Escape") editor.view.focus()
    else if (next !== undefined) all[(next + all.length) % all.length].focus()
    else return
    event.preventDefault()
  })
}

/** The text's own label and help, for who cannot see them beside it; and what leads to the text that is put out of sight. */
function labelled(editor) {
  const { dom } = editor.view
  const textarea = dom.closest(".prose-editor").querySelector("textarea")
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  if (label) {
    label.id ||= `${textarea.id}_label`
    dom.setAttribute("aria-labelledby", label.id)
    label.addEventListener("click", () => editor.commands.focus())
  }
  for (const link of document.querySelectorAll(`a[href="#${textarea.id}"]`))
    link.addEventListener("click", (event) => {
      event.preventDefault()
      editor.commands.focus()
      ;(label ?? dom).scrollIntoView()
    })
  dom.setAttribute("role", "textbox")
  dom.setAttribute("aria-multiline", "true")
  if (document.getElementById(`${textarea.id}_helptext`)) dom.setAttribute("aria-describedby", `${textarea.id}_helptext`)
  dom.lang = document.getElementById("id_language")?.value ?? textarea.lang
}
