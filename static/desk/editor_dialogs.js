/* Elements and dialogs made by scripts. */

import { words } from "desk/desk"

let dialogs = 0

/** `element("a", { href: "/", class: "x" }, "text", another)`; properties that begin with `on` are listeners. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value)
    else if (value === true) made.setAttribute(key, "")
    else if (value !== false && value != null) made.setAttribute(key, value)
  }
  made.append(...children.filter((child) => child != null && child !== false))
  return made
}

export const icon = (name) => element("span", { class: "material-icons", "aria-hidden": "true" }, name)

/** Open a dialog with a title; it is gone when it is closed, and `after` is called then. */
export function openDialog(title, content, { after = () => {}, wide = false } = {}) {
  const id = `desk-dialog-${++dialogs}`
  const close = element("button", { type: "button", class: "desk-dialog-close", "aria-label": words.close }, icon("close"))
  const dialog = element(
    "dialog",
    { class: wide ? "desk-dialog wide" : "desk-dialog", "aria-labelledby": id },
    element("header", {}, element("h2", { id }, title), close),
    content,
  )
  close.addEventListener("click", () => dialog.close())
  dialog.addEventListener("close", () => {
    dialog.remove()
    after()
  })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/** A labelled field with help below it. */
export function field(label, input, help = "") {
  input.id ||= `desk-field-${++dialogs}`
  const told = help && element("p", { class: "help", id: `${input.id}-help` }, help)
  if (told) input.setAttribute("aria-describedby", told.id)
  return element("div", { class: "desk-field" }, element("label", { for: input.id }, label), input, told || null)
}

/** The buttons that end a dialog with a form. */
export function ending(submit, dialog) {
  return element(
    "p",
    { class: "desk-dialog-ending" },
    element("button", { type: "submit", class: "button default" }, submit),
    element("button", { type: "button", class: "button", onclick: () => dialog().close() }, words.cancel),
  )
}
