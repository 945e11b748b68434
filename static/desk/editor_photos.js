/* Photos in the text: each is a figure that knows the photo's number and the words it has here. */

import { Node } from "django-prose-editor/editor"
import { known, photoOf, words } from "desk/desk"
import { element, ending, field, icon, openDialog } from "desk/dialogs"
import { choosePhoto } from "desk/picker"
import { belowSelection, handles, keysOf, PlacedView, rewrite } from "desk/placing"

const OWN = ["caption", "credit", "alt"]
const LONGEST = { caption: 2000, credit: 200, alt: 500 }

const attribute = (name) => ({
  default: "",
  parseHTML: (figure) => figure.getAttribute(`data-${name}`) ?? "",
  renderHTML: (attributes) => ({ [`data-${name}`]: attributes[name] }),
})

export const PlacedPhoto = Node.create({
  name: "placedPhoto",
  group: "placed",
  atom: true,
  draggable: true,

  addAttributes() {
    return { photo: attribute("photo"), ...Object.fromEntries(OWN.map((name) => [name, attribute(name)])) }
  },

  parseHTML() {
    return [{ tag: "figure[data-photo]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes]
  },

  addNodeView() {
    return (props) => new PhotoView(props)
  },

  addCommands() {
    return {
      choosePhoto:
        () =>
        ({ editor }) => {
          choosePhoto((photo) => belowSelection(editor, { type: this.name, attrs: { photo: String(photo.id) } }))
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return { ...keysOf(this, editWords), "Mod-Alt-p": () => this.editor.commands.choosePhoto() }
  },
})

class PhotoView extends PlacedView {
  constructor({ node, editor, getPos }) {
    super(node)
    this.editor = editor
    this.image = element("img", { alt: "", draggable: "false" })
    this.caption = element("figcaption")
    this.dom = element(
      "figure",
      { class: "placed-photo", contenteditable: "false", draggable: "true", title: words.photoHelp },
      this.image,
      this.caption,
      handles(editor, getPos, { label: words.editWords, icon: "edit", run: () => editWords(editor, getPos()) }),
    )
    this.dom.addEventListener("dblclick", () => editWords(editor, getPos()))
    this.show()
  }

  async show() {
    const number = Number(this.node.attrs.photo)
    const photo = known(number) ?? (await photoOf(number))
    this.dom.classList.toggle("missing", !photo)
    this.image.hidden = !photo
    if (photo) {
      this.image.src = photo.thumb
      this.image.width = photo.width
      this.image.height = photo.height
    }
    this.caption.replaceChildren(...this.said(photo))
  }

  said(photo) {
    if (!photo) return [element("strong", {}, words.missingPhoto)]
    const own = this.node.attrs
    const caption = own.caption || photo.caption
    const credit = own.credit || photo.credit
    const lacks = !(own.alt || photo.alt || photo.is_decorative)
    return [
      caption || element("em", {}, words.noCaption),
      " ",
      credit ? element("cite", {}, credit) : element("span", { class: "lack" }, icon("warning"), words.noCredit),
      lacks ? element("span", { class: "lack" }, icon("warning"), words.noAlt) : "",
    ]
  }
}

/** Let the words that a photo has here be typed. */
function editWords(editor, position) {
  const node = editor.state.doc.nodeAt(position)
  if (!node || !editor.isEditable) return
  // Chosen now and with its new words: `after` comes a moment late, when it may have been moved or removed by key.
  editor.commands.setNodeSelection(position)
  const photo = known(Number(node.attrs.photo)) ?? {}
  const inputs = OWN.map((name) => {
    const input = element(name === "caption" ? "textarea" : "input", {
      name,
      rows: name === "caption" ? 3 : null,
      maxlength: LONGEST[name],
      placeholder: photo[name] ?? "",
    })
    input.value = node.attrs[name]
    return input
  })
  let dialog = null
  const form = element(
    "form",
    {},
    photo.thumb ? element("img", { src: photo.thumb, alt: photo.alt ?? "", width: photo.width, height: photo.height }) : null,
    element("p", { class: "help" }, words.ownWordsHelp),
    ...inputs.map((input) => field(words[input.name], input)),
    ending(words.save, () => dialog),
  )
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const attrs = Object.fromEntries(inputs.map((input) => [input.name, input.value.trim()]))
    rewrite(editor, position, { ...node.attrs, ...attrs })
    dialog.close()
  })
  dialog = openDialog(words.photoWords, form, { after: () => editor.view.focus() })
  inputs[0].focus()
}
