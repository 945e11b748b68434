/* What photos and embeds have in common: they stand between the paragraphs, and are put and moved there. */

import { words } from "desk/desk"
import { element, icon } from "desk/dialogs"

/** Put a block behind the paragraph in which the cursor stands, or before it when that is empty. */
export function belowSelection(editor, block) {
  const { $from, to } = editor.state.selection
  const isEmpty = $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size
  const position = $from.depth === 0 ? to : isEmpty ? $from.before(1) : $from.after(1)
  editor.chain().insertContentAt(position, block).setNodeSelection(position).scrollIntoView().run()
  editor.view.focus()
}

/** Where the selected block of this type stands, or null. */
function selectedOf(editor, type) {
  const { node, from } = editor.state.selection
  return node?.type.name === type ? from : null
}

/** Move the block at `position` over the one before (-1) or behind it (1); true when there was one. */
export function moved(editor, position, direction) {
  const { doc } = editor.state
  const node = doc.nodeAt(position)
  const index = doc.resolve(position).index(0)
  const other = doc.maybeChild(index + direction)
  if (!node || !other) return true
  const target = direction < 0 ? position - other.nodeSize : position + other.nodeSize
  const move = ({ tr }) => Boolean(tr.delete(position, position + node.nodeSize).insert(target, node))
  editor.chain().command(move).setNodeSelection(target).scrollIntoView().run()
  editor.view.focus()
  return true
}

/** Give the block at `position` other attributes, and have it chosen still. */
export function rewrite(editor, position, attrs) {
  const write = ({ tr }) => Boolean(tr.setNodeMarkup(position, undefined, attrs))
  editor.chain().command(write).setNodeSelection(position).run()
}

/** The buttons of a block: its own first, then those that move and remove it. */
export function handles(editor, getPos, own) {
  const button = ({ label, icon: name, run }) =>
    element("button", { type: "button", tabindex: "-1", "aria-label": label, title: label, onclick: run }, icon(name))
  const remove = () => {
    const position = getPos()
    const size = editor.state.doc.nodeAt(position).nodeSize
    editor.chain().deleteRange({ from: position, to: position + size }).focus().run()
  }
  return element(
    "div",
    { class: "placed-handles" },
    button(own),
    button({ label: words.moveUp, icon: "arrow_upward", run: () => moved(editor, getPos(), -1) }),
    button({ label: words.moveDown, icon: "arrow_downward", run: () => moved(editor, getPos(), 1) }),
    button({ label: words.remove, icon: "delete", run: remove }),
  )
}

/** The keys of what is placed: Enter calls `edit` at its position, the others move it. */
export function keysOf({ editor, name }, edit) {
  const own = (run) => () => {
    const position = selectedOf(editor, name)
    return position !== null && run(position)
  }
  return {
    Enter: own((position) => (edit(editor, position), true)),
    "Alt-ArrowUp": own((position) => moved(editor, position, -1)),
    "Alt-ArrowDown": own((position) => moved(editor, position, 1)),
  }
}

/** How the editor holds a figure that is placed in the text; who extends it makes `dom` and has it `show()`. */
export class PlacedView {
  constructor(node) {
    this.node = node
  }

  update(node) {
    if (node.type !== this.node.type) return false
    this.node = node
    this.show()
    return true
  }

  selectNode() {
    this.dom.classList.add("ProseMirror-selectednode")
  }

  deselectNode() {
    this.dom.classList.remove("ProseMirror-selectednode")
  }

  stopEvent(event) {
    return Boolean(event.target.closest?.("button"))
  }

  ignoreMutation() {
    return true
  }
}
