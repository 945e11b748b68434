/* What the page of an article tells its scripts: addresses, words, what its photos look like. */

const told = document.querySelector("[data-desk]")

export const desk = told ? JSON.parse(told.dataset.desk) : { photos: {}, embeds: [], providers: [] }
export const words = desk.words ?? {}

const photos = new Map(Object.entries(desk.photos).map(([number, photo]) => [Number(number), photo]))
const asked = new Map()

export const remember = (photo) => photos.set(photo.id, photo)
export const known = (number) => photos.get(number)

/** A photo of the library, or undefined when it has none of this number. */
export async function photoOf(number) {
  if (photos.has(number)) return photos.get(number)
  if (!asked.has(number)) asked.set(number, ask(number))
  return asked.get(number)
}

async function ask(number) {
  const answer = await fetch(`${desk.shown}?ids=${number}`, { redirect: "manual" })
  if (!answer.ok) return undefined
  for (const photo of (await answer.json()).photos) remember(photo)
  return photos.get(number)
}

export const csrfToken = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? ""
