// Events by day, week or month; dragging over the bars chooses a period.

import { make } from '../dom'
import { t } from '../words'
import type { Day } from './data'

const SVG = 'http://www.w3.org/2000/svg'
const DAY_MS = 86_400_000
const MOST_BARS = 140
const TALL = 64

interface Bar {
  first: string
  last: string
  n: number
}

export function timeline(place: HTMLElement, known: Day[], chosen: [string, string], choose: (first: string, last: string) => void): void {
  const bars = binned(known)
  place.replaceChildren()
  if (!bars.length) return
  const width = Math.max(300, place.clientWidth)
  const step = width / bars.length
  const top = bars.reduce((most, bar) => Math.max(most, bar.n), 1)
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', `0 0 ${width} ${TALL + 18}`)
  svg.setAttribute('height', String(TALL + 18))
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', `${bars[0]?.first ?? ''} – ${bars.at(-1)?.last ?? ''}. ${t('map.drag')}`)
  const add = (name: string, attributes: Record<string, string | number>, text = '') => {
    const made = document.createElementNS(SVG, name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
    made.textContent = text
    svg.append(made)
    return made
  }
  bars.forEach((bar, at) => {
    const high = bar.n ? Math.max(2, (bar.n / top) * TALL) : 0
    const on = (!chosen[0] || bar.last >= chosen[0]) && (!chosen[1] || bar.first <= chosen[1])
    add('rect', { x: at * step + step * 0.08, y: TALL - high, width: Math.max(1, step * 0.84), height: high, class: on ? 'done' : 'open' })
  })
  add('line', { x1: 0, x2: width, y1: TALL, y2: TALL, class: 'axis' })
  add('text', { x: 0, y: TALL + 14 }, bars[0]?.first ?? '')
  add('text', { x: width, y: TALL + 14, 'text-anchor': 'end' }, bars.at(-1)?.last ?? '')
  const brush = add('rect', { x: 0, y: 0, width: 0, height: TALL, class: 'brush' })
  drag(svg, brush, width, (from, to) => {
    const first = bars[Math.floor(from / step)]
    const last = bars[Math.min(bars.length - 1, Math.floor(to / step))]
    if (first && last) choose(first.first, last.last)
  })
  place.append(svg, make('p', { class: 'sr' }, t('map.drag')))
}

function drag(svg: SVGSVGElement, brush: SVGElement | Element, width: number, done: (from: number, to: number) => void): void {
  let begun: number | null = null
  const at = (event: PointerEvent) => {
    const box = svg.getBoundingClientRect()
    return Math.min(width - 1, Math.max(0, ((event.clientX - box.left) / box.width) * width))
  }
  svg.addEventListener('pointerdown', (event) => {
    begun = at(event)
    svg.setPointerCapture(event.pointerId)
  })
  svg.addEventListener('pointermove', (event) => {
    if (begun === null) return
    const now = at(event)
    brush.setAttribute('x', String(Math.min(begun, now)))
    brush.setAttribute('width', String(Math.abs(now - begun)))
  })
  svg.addEventListener('pointerup', (event) => {
    if (begun === null) return
    const now = at(event)
    done(Math.min(begun, now), Math.max(begun, now))
    begun = null
  })
}

/** Events by equal spans of days, so many that the bars stay visible. */
function binned(known: Day[]): Bar[] {
  const days = known.map(([day, n]) => ({ day: Date.parse(`${day}T00:00Z`) / DAY_MS, n }))
  const first = days[0]?.day
  const last = days.at(-1)?.day
  if (first === undefined || last === undefined) return []
  const span = [1, 7, 30, 91, 365].find((length) => (last - first) / length < MOST_BARS) ?? 3650
  const bars = Array.from({ length: Math.floor((last - first) / span) + 1 }, (_, at) => {
    const begun = first + at * span
    return { first: iso(begun), last: iso(begun + span - 1), n: 0 }
  })
  for (const { day, n } of days) {
    const bar = bars[Math.floor((day - first) / span)]
    if (bar) bar.n += n
  }
  return bars
}

function iso(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
