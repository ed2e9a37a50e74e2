// The page to add reports: paste or drop, look at what is read, keep it.

import { send } from './api'
import { find, make } from './dom'
import { complain, tell } from './toasts'
import { many, t } from './words'

interface SeenEvent {
  title: string
  when: string
  where: string
  who: string
  killed: string
  injured: string
  confidence: number
}

interface Seen {
  outcome: 'new' | 'known' | 'rejected' | 'added' | 'again'
  source: string
  row: number | null
  id: string
  sha256: string
  published: string
  excerpt: string
  unread: boolean
  count: number
  events: SeenEvent[]
  reason: string
}

let files: File[] = []

export function start(): void {
  const form = find<HTMLFormElement>('#add')
  const input = find<HTMLInputElement>('#add input[type=file]')
  const drop = find<HTMLElement>('#drop')
  input?.addEventListener('change', () => {
    choose([...(input.files ?? [])])
    input.value = ''
  })
  for (const name of ['dragenter', 'dragover'] as const) {
    drop?.addEventListener(name, (event) => {
      event.preventDefault()
      drop.classList.add('over')
    })
  }
  drop?.addEventListener('dragleave', () => drop.classList.remove('over'))
  drop?.addEventListener('drop', (event) => {
    event.preventDefault()
    drop.classList.remove('over')
    choose([...(event.dataTransfer?.files ?? [])])
  })
  form?.addEventListener('input', () => ready(false))
  form?.addEventListener('submit', (event) => {
    event.preventDefault()
    void look()
  })
  find('#keep')?.addEventListener('click', () => void keep())
}

function choose(more: File[]): void {
  files = [...files, ...more]
  const list = find<HTMLElement>('#chosen')
  list?.replaceChildren(
    ...files.map((file) => {
      const leave = () => {
        files = files.filter((one) => one !== file)
        choose([])
      }
      const size = `${Math.max(1, Math.round(file.size / 1024)).toLocaleString('en')} kB`
      const button = make('button', { type: 'button', class: 'quiet', 'aria-label': t('add.remove', { file: file.name }), click: leave }, '✕')
      return make('li', {}, make('bdi', {}, file.name), ' ', make('small', { dir: 'ltr' }, size), button)
    }),
  )
  ready(false)
}

function ready(on: boolean): void {
  const button = find<HTMLButtonElement>('#keep')
  if (button) button.disabled = !on
}

/** What is to be sent; null where there is nothing. A pasted text goes as a file: it may be of any length. */
function body(): FormData | null {
  const given = new FormData(find<HTMLFormElement>('#add') ?? undefined)
  const made = new FormData()
  const text = String(given.get('text') ?? '')
  if (text.trim()) made.append('files', new File([text], `pasted-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.txt`))
  for (const file of files) made.append('files', file)
  if (!made.has('files')) return null
  for (const name of ['published', 'publisher', 'url']) made.append(name, String(given.get(name) ?? ''))
  return made
}

async function look(): Promise<void> {
  const sent = body()
  if (!sent) return tell(t('add.nothing'), undefined, true)
  busy(true)
  try {
    const found = await send<{ reports: Seen[]; more: boolean }>('/preview', sent)
    show(found.reports, found.more)
    ready(found.reports.some((one) => one.outcome !== 'rejected'))
  } catch (fault) {
    complain(fault)
    show([], false)
  }
  busy(false)
}

async function keep(): Promise<void> {
  const sent = body()
  if (!sent) return
  busy(true)
  ready(false)
  try {
    const found = await send<{ reports: Seen[] }>('/reports', sent)
    show(found.reports, false)
    files = []
    find<HTMLFormElement>('#add')?.reset()
    choose([])
    tell(t('add.kept'))
  } catch (fault) {
    complain(fault)
    ready(true)
  }
  busy(false)
}

function busy(on: boolean): void {
  const place = find<HTMLElement>('#looked')
  place?.setAttribute('aria-busy', String(on))
  if (on) place?.replaceChildren(make('p', { class: 'sub' }, t('add.reading')))
}

function show(reports: Seen[], more: boolean): void {
  const place = find<HTMLElement>('#looked')
  place?.replaceChildren()
  if (!reports.length) return
  place?.append(make('h2', {}, many('add.reports', reports.length)))
  for (const one of reports) place?.append(card(one))
  if (more) place?.append(make('p', { class: 'notice' }, t('add.more')))
}

function card(one: Seen): HTMLElement {
  const made = make('article', { class: `seen ${one.outcome}` })
  const head = make('header', {}, make('span', { class: 'badge' }, t(`add.${one.outcome}`)), make('strong', {}, make('bdi', {}, one.source)))
  if (one.row !== null) head.append(make('span', { class: 'sub' }, t('add.in_row', { row: one.row })))
  if (one.published) head.append(make('span', { class: 'sub' }, one.published))
  made.append(head)
  if (one.outcome === 'rejected') {
    made.append(make('p', { lang: 'en', dir: 'auto' }, one.reason))
    return made
  }
  if (one.excerpt) made.append(make('p', { class: 'sub', dir: 'auto' }, one.excerpt))
  made.append(make('p', {}, one.unread ? t('add.unread') : many('add.events', one.count)))
  for (const event of one.events) made.append(line(event))
  if (one.outcome !== 'new') made.append(make('a', { href: `/reports/${one.sha256}` }, t('add.open')))
  return made
}

function line(event: SeenEvent): HTMLElement {
  const parts = [event.when, event.where, event.who].filter(Boolean)
  const made = make('p', { class: 'event' }, make('strong', {}, event.title))
  for (const part of parts) made.append(' · ', make('bdi', {}, part))
  for (const name of ['killed', 'injured'] as const) {
    if (event[name]) made.append(' · ', t(`add.${name}`), ' ', make('bdi', { dir: 'ltr' }, event[name]))
  }
  return made
}
