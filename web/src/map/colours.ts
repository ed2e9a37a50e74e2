// Colours of the map, from the page's own.

export interface Colours {
  sea: string
  land: string
  border: string
  area: string
  mark: string
  text: string
  ground: string
}

export function colours(): Colours {
  const probe = document.createElement('span')
  document.body.append(probe)
  const read = (name: string) => {
    probe.style.color = `var(${name})`
    return toHex(getComputedStyle(probe).color)
  }
  const found = {
    sea: read('--map-sea'),
    land: read('--map-land'),
    border: read('--map-border'),
    area: read('--map-area'),
    mark: read('--l-people'),
    text: read('--ink'),
    ground: read('--surface'),
  }
  probe.remove()
  return found
}

/** A colour that every drawing library reads. */
function toHex(colour: string): string {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const pen = canvas.getContext('2d')
  if (!pen) return '#888888'
  pen.fillStyle = colour
  pen.fillRect(0, 0, 1, 1)
  return `#${[...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
