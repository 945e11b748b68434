/* The photo at the head of the article: chosen from the library, shown, removed. */

import { photoOf, remember, words } from "desk/desk"
import { element } from "desk/dialogs"
import { choosePhoto } from "desk/picker"

const box = document.querySelector("[data-lead-photo]")
if (box) leadPhoto(box)

function leadPhoto(box) {
  const number = box.querySelector("input")
  const remove = box.querySelector("[data-remove]")
  const choose = box.querySelector("[data-choose]")
  const own = { caption: "id_lead_caption", credit: "id_lead_credit", alt: "id_lead_alt" }
  const rows = box.closest(".form-row")

  const show = (photo) => {
    const shown = photo && element("img", { src: photo.thumb, alt: photo.alt, width: photo.width, height: photo.height })
    box.querySelector(".lead-photo-shown").replaceChildren(...(shown ? [shown] : []))
    const said = photo ? [photo.caption, photo.credit].filter(Boolean).join(" ") : ""
    const small = photo?.at_head ? [element("strong", { class: "lead-photo-small" }, photo.at_head)] : []
    box.querySelector(".lead-photo-words").replaceChildren(said, ...small)
    placeholders(photo)
  }
  const placeholders = (photo) => {
    for (const [name, id] of Object.entries(own)) {
      const input = document.getElementById(id)
      if (input) input.placeholder = photo?.[name] ?? ""
    }
    remove.hidden = !number.value
    rows.classList.toggle("without-photo", !number.value)
  }
  const set = (value, photo) => {
    number.value = value
    show(photo)
    number.dispatchEvent(new Event("input", { bubbles: true }))
    number.dispatchEvent(new Event("change", { bubbles: true }))
  }
  choose.addEventListener("click", () =>
    choosePhoto((photo) => {
      remember(photo)
      set(photo.id, photo)
      choose.focus()
    }),
  )
  remove.addEventListener("click", () => {
    set("", null)
    choose.focus()
  })
  // What was kept while the page was closed is put back into the form.
  number.addEventListener("desk:put", async () => show(number.value ? await photoOf(Number(number.value)) : null))
  placeholders(box.dataset.photo ? JSON.parse(box.dataset.photo) : null)
}
