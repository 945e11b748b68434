/* What readers get where a title or publisher is left empty: shown in its place as the headline or address is typed. */

const SITE = /^\s*https?:\/\/(?:[^/?#@]*@)?([^/?#:@\s]+)/i
const LONGEST_NAME = 120

/* As `site_of` in articles/origin.py; an address in this newspaper has no other site. */
function siteOf(url) {
  const host = SITE.exec(url)?.[1].toLowerCase() ?? ""
  return host === location.hostname ? "" : host.replace(/^www\./, "").slice(0, LONGEST_NAME)
}

for (const input of document.querySelectorAll("[data-instead]")) {
  const source = document.getElementById(input.dataset.instead)
  const show = () => {
    const written = input.id === "id_original_publisher" ? siteOf(source.value) : source.value.replace(/\s+/g, " ").trim()
    input.placeholder = written || input.dataset.unwritten
  }
  source?.addEventListener("input", show)
}
