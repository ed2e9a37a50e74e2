// The map page: map, timeline, table and address always show the same.

import { get } from '../api'
import { all, data, find, make } from '../dom'
import { complain } from '../toasts'
import { many, t } from '../words'
import { base, type Place, type Points, placeName } from './data'
import { flat } from './flat'
import { able, type Drawing, globe } from './globe'
import { timeline } from './timeline'

interface PageData {
  query: string
  first: string
  last: string
}

interface Line {
  href: string
  title: string
  when: string
  who: string
  publisher: string
  report: string
}

let page: PageData = { query: '', first: '', last: '' }
let points: Points = { places: [], days: [], drawn: 0, unplaced: 0 }
let drawing: Drawing | null = null

export function start(): void {
  page = data<PageData>('map-data') ?? page
  const place = find<HTMLElement>('#map')
  if (!place) return
  tidy()
  find('#time-clear')?.addEventListener('click', () => period('', ''))
  window.addEventListener('popstate', () => location.reload())
  void draw(place)
}

async function draw(place: HTMLElement): Promise<void> {
  try {
    const [known, found] = await Promise.all([base(), get<Points>(`/map?${withState()}`)])
    points = found
    const plain = new URLSearchParams(location.search).get('draw') === 'flat' || !able()
    place.replaceChildren()
    drawing = plain ? flat(place, known, open) : globe(place, known, open)
    if (plain && !able()) note(t('map.flat'))
    drawing.show(points, true)
    whole = await wholeTime()
    tell()
  } catch (fault) {
    complain(fault)
  }
}

/** The events of the whole time, for the bars: a chosen period must not hide the others. */
let whole: Points | null = null

async function wholeTime(): Promise<Points> {
  if (!page.first && !page.last) return points
  const query = new URLSearchParams(withState())
  query.delete('first')
  query.delete('last')
  return get<Points>(`/map?${query}`)
}

function withState(): string {
  const query = new URLSearchParams(page.query)
  if (!query.has('state')) query.set('state', 'open')
  return String(query)
}

function tell(): void {
  note(points.unplaced ? many('map.unplaced', points.unplaced) : '')
  const place = find<HTMLElement>('#timeline')
  if (place && whole) timeline(place, whole.days, [page.first, page.last], period)
  const range = find('#time-range')
  if (range) range.textContent = page.first || page.last ? t('map.days', { first: page.first, last: page.last }) : ''
  const clear = find<HTMLElement>('#time-clear')
  if (clear) clear.hidden = !page.first && !page.last
}

function note(text: string): void {
  const place = find('#map-note')
  if (place) place.textContent = text
}

/** Shows a period: in the address, the table, the bars and the map. */
async function period(first: string, last: string): Promise<void> {
  const query = new URLSearchParams(location.search)
  for (const [name, value] of [['first', first], ['last', last]] as const) {
    if (value) query.set(name, value)
    else query.delete(name)
  }
  const address = `/map${String(query) ? `?${query}` : ''}`
  try {
    const answer = await fetch(address, { headers: { accept: 'text/html' } })
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    for (const selector of ['#map-table', '#map-data', '#filter']) {
      const then = find(selector, fresh)
      if (then) find(selector)?.replaceWith(document.adoptNode(then))
    }
    history.pushState(null, '', address)
    page = data<PageData>('map-data') ?? page
    points = await get<Points>(`/map?${withState()}`)
    drawing?.show(points, false)
    tidy()
    tell()
  } catch (fault) {
    complain(fault)
  }
}

function open(index: number): void {
  const place = points.places[index]
  if (place) void popup(place)
}

async function popup(place: Place): Promise<void> {
  try {
    const found = await get<{ lines: Line[]; total: number }>(`/map/${place[0]}?${withState()}`)
    const list = make('ul', { class: 'at-place' })
    for (const line of found.lines) {
      const more = [line.when, line.who, line.publisher || line.report].filter(Boolean)
      const item = make('li', {}, make('a', { href: line.href }, line.title))
      for (const part of more) item.append(' · ', make('bdi', {}, part))
      list.append(item)
    }
    const dialog = make('dialog', { 'aria-labelledby': 'place-title' }, make('h2', { id: 'place-title' }, make('bdi', {}, placeName(place))))
    dialog.append(make('p', { class: 'sub' }, many('map.events_here', found.total), ' · ', t('map.radius', { km: place[3] })), list)
    if (found.total > found.lines.length) dialog.append(make('p', {}, make('a', { href: find<HTMLAnchorElement>('#as-table')?.href ?? '/' }, t('map.more'))))
    dialog.append(make('form', { method: 'dialog', class: 'buttons' }, make('button', { class: 'primary' }, t('button.close'))))
    dialog.addEventListener('close', () => dialog.remove())
    document.body.append(dialog)
    dialog.showModal()
  } catch (fault) {
    complain(fault)
  }
}

/** Leaves out of the address what says nothing. */
function tidy(): void {
  const form = find<HTMLFormElement>('#filter')
  form?.addEventListener('submit', () => {
    for (const input of all<HTMLInputElement | HTMLSelectElement>('input, select', form)) {
      if (input.value === '' || (input.name === 'state' && input.value === 'any')) input.disabled = true
    }
  })
}
