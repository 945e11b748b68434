/* Choosing photos from the library: searched, newest first, page by page, with uploads right here. */

import { csrfToken, desk, remember, words } from "desk/desk"
import { element, openDialog } from "desk/dialogs"

/** Ask for a photo; `chosen` is called with it. With `several`, the dialog stays open for more after Shift+click. */
export function choosePhoto(chosen) {
  let page = 1
  let round = 0
  let waiting = null
  const search = element("input", { type: "search", placeholder: words.searchPhotos, "aria-label": words.searchPhotos })
  const file = element("input", { type: "file", multiple: true, accept: "image/jpeg,image/png,image/webp,image/avif", id: "desk-picker-file" })
  const upload = element("label", { class: "desk-upload", for: file.id }, element("b", {}, words.uploadPhoto), " ", words.dropPhotos)
  const status = element("p", { class: "desk-picker-status", role: "status" })
  const list = element("ul", { class: "desk-picker-photos" })
  const more = element("button", { type: "button", class: "button", hidden: true, onclick: () => load(page + 1) }, words.morePhotos)
  const content = element("div", { class: "desk-picker" }, element("div", { class: "desk-picker-head" }, search, file, upload), status, list, more)
  const dialog = openDialog(words.choosePhoto, content, { wide: true, after: () => round++ })

  const take = (photo) => {
    remember(photo)
    dialog.close()
    chosen(photo)
  }

  const item = (photo) => {
    const name = photo.caption || photo.title || photo.alt || words.unnamed
    const image = element("img", { src: photo.thumb, alt: "", loading: "lazy", width: photo.width, height: photo.height })
    const said = element("span", {}, name, photo.credit ? element("cite", {}, ` ${photo.credit}`) : null)
    return element("li", { "data-photo": photo.id }, element("button", { type: "button", onclick: () => take(photo) }, image, said))
  }

  async function load(wanted) {
    const mine = ++round
    const address = `${desk.library}?${new URLSearchParams({ q: search.value, page: wanted })}`
    const answer = await fetch(address, { redirect: "manual" }).catch(() => null)
    if (mine !== round) return
    if (!answer?.ok) {
      status.textContent = words.loadFailed
      return
    }
    const found = await answer.json()
    if (mine !== round) return
    if (wanted === 1) list.replaceChildren()
    const first = list.children.length
    list.append(...found.photos.map(item))
    page = wanted
    more.hidden = !found.next
    status.textContent = list.children.length ? "" : words.noPhotos
    if (wanted > 1) list.children[first]?.querySelector("button").focus()
  }

  async function send(one) {
    const form = new FormData()
    form.append("file", one)
    status.textContent = `${words.uploading} ${one.name}`
    const answer = await fetch(desk.upload, { method: "POST", body: form, headers: { "X-CSRFToken": csrfToken() } }).catch(() => null)
    const told = await answer?.json().catch(() => null)
    if (answer?.ok && told) {
      status.textContent = ""
      list.querySelector(`[data-photo="${told.id}"]`)?.remove() // the library had this very file
      list.prepend(item(told))
      return told
    }
    status.textContent = `${one.name}: ${told?.error ?? words.uploadFailed}`
    return null
  }

  async function sendAll(files) {
    round++
    let last = null
    const refused = []
    for (const one of files) {
      const photo = await send(one)
      if (photo) last = photo
      else refused.push(status.textContent)
    }
    status.textContent = refused.join("\n")
    if (last && files.length === 1 && dialog.open) take(last)
    else list.querySelector("button")?.focus()
  }

  search.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => load(1), 200)
  })
  search.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), load(1)))
  file.addEventListener("change", () => sendAll([...file.files]))
  content.addEventListener("dragover", (event) => {
    event.preventDefault()
    content.classList.add("dropping")
  })
  content.addEventListener("dragleave", () => content.classList.remove("dropping"))
  content.addEventListener("drop", (event) => {
    event.preventDefault()
    content.classList.remove("dropping")
    if (event.dataTransfer.files.length) sendAll([...event.dataTransfer.files])
  })
  search.focus()
  load(1)
  return dialog
}
