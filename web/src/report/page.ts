// The page of a report: text and fields, decisions, keys.

import { all, data, find, make } from '../dom'
import { bind } from '../keys'
import { complain } from '../toasts'
import { t } from '../words'
import { change, comment, onRefresh, undo, verdict } from './decide'
import { edit, which } from './edit'
import { choose, light, step } from './light'
import { selected, used, watch } from './selection'
import { card, cards, field, go, type PageData, waits } from './state'

let page: PageData = { report: '', forms: [], events: {} }

export function start(): void {
  wire()
  watch(() => void add(), () => void correct())
  for (const button of all<HTMLButtonElement>('[data-act]')) {
    button.addEventListener('click', () => void act(button.dataset.act ?? ''))
  }
  onRefresh(refresh)
  keys()
  const wanted = document.getElementById(location.hash.slice(1))
  go(wanted?.matches('.card') ? wanted : (cards().find(waits) ?? cards()[0] ?? null), false)
  next()
  window.addEventListener('hashchange', () => go(document.getElementById(location.hash.slice(1))))
}

function wire(): void {
  page = data<PageData>('report-data') ?? page
  light()
  for (const one of cards()) {
    one.addEventListener('focusin', () => one !== card() && go(one, false))
    one.addEventListener('click', () => one !== card() && go(one, false))
  }
  find('#comment-report')?.addEventListener('click', () => void say(`/reports/${page.report}`, t('report.title')))
}

async function act(name: string): Promise<void> {
  if (name === 'accept' || name === 'reject') await verdict(name)
  else if (name === 'edit') await correct()
  else if (name === 'add') await add()
  else if (name === 'undo') await undo()
  else if (name === 'comment') await say(`/events/${card()?.dataset.target ?? ''}`, t('report.comment_about', { event: card()?.dataset.event ?? '' }))
}

/** Fetches the page anew and puts its text and fields in place of the old ones. */
async function refresh(): Promise<void> {
  const event = card()?.dataset.event
  const chosen = field()?.id
  const answer = await fetch(location.pathname + location.search, { headers: { accept: 'text/html' } })
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const selector of ['.text', '.panel', '#report-data', 'header.top nav']) {
    const now = find(selector)
    const then = find(selector, fresh)
    if (now && then) now.replaceWith(document.adoptNode(then))
  }
  wire()
  const here = event ? document.getElementById(event) : null
  go(here)
  const button = chosen ? document.getElementById(chosen) : null
  if (button instanceof HTMLButtonElement) choose(button, false)
  next()
}

/** The link to what comes next names the event at hand. */
function next(): void {
  const link = find<HTMLAnchorElement>('#next')
  if (!link) return
  const query = new URLSearchParams(link.dataset.query)
  const target = card()?.dataset.target
  if (target) query.set('after', target)
  link.href = `/next?${query}`
}

/** To the next event of this report that waits, else of the queue. */
function forward(): void {
  next()
  const known = cards()
  const here = card()
  const following = known.slice(here ? known.indexOf(here) + 1 : 0).find(waits)
  if (following) go(following)
  else location.assign(find<HTMLAnchorElement>('#next')?.href ?? '/')
}

async function correct(): Promise<void> {
  const owner = card()
  if (!owner) return
  const record = page.events[owner.dataset.event ?? ''] ?? {}
  const at = field()
  const path = at && owner.contains(at) ? await fine(at.dataset.path ?? '') : await pick(owner)
  const form = page.forms.find((one) => one.path === path?.split('[')[0])
  if (!path || !form) return
  await save(await edit(form, path, record, selected()))
}

/** The card shows type, level and modality in one row: which of them is meant? */
async function fine(path: string): Promise<string | null> {
  if (path !== 'type') return path
  const forms = page.forms.filter((form) => form.field === 'event').map(({ label, field: name, path: value }) => ({ label, field: name, value }))
  return which(t('edit.which'), forms)
}

async function pick(owner: HTMLElement): Promise<string | null> {
  const fields = all<HTMLButtonElement>('.field', owner).map((one) => {
    const label = `${find('.name', one)?.textContent ?? ''}: ${find('.value bdi', one)?.textContent ?? ''}`
    return { label, field: [...one.classList].find((name) => name.startsWith('f-'))?.slice(2) ?? '', value: one.dataset.path ?? '' }
  })
  const path = await which(t('edit.which'), fields)
  return path ? fine(path) : null
}

async function add(): Promise<void> {
  const owner = card()
  if (!owner) return
  const range = selected()
  const record = page.events[owner.dataset.event ?? ''] ?? {}
  const open = page.forms.filter((form) => form.many || !(form.path in record))
  const path = await which(t('edit.what'), open.map((form) => ({ label: form.label, field: form.field, value: form.path })))
  const form = page.forms.find((one) => one.path === path)
  if (form) await save(await edit(form, form.many ? `${form.path}[+]` : form.path, record, range))
}

async function save(made: Awaited<ReturnType<typeof edit>>): Promise<void> {
  if (!made) return
  used()
  const { field: path, value, evidence, reason } = made
  const whole = evidence.length && typeof value === 'object' && value !== null ? { ...value, evidence } : value
  await change({ field: path, value: whole, evidence, reason })
}

async function say(path: string, about: string): Promise<void> {
  const text = make('textarea', { name: 'reason', required: true, maxlength: '20000', rows: '5', dir: 'auto' })
  const form = make('form', { method: 'dialog' }, make('h2', { id: 'say-title' }, about), make('label', {}, t('report.comment_text'), text))
  form.append(make('p', { class: 'buttons' }, make('button', { class: 'primary', value: 'do' }, t('edit.save')), make('button', { value: '', formnovalidate: true }, t('button.cancel'))))
  const dialog = make('dialog', { 'aria-labelledby': 'say-title', class: 'edit' }, form)
  dialog.addEventListener('close', () => {
    dialog.remove()
    if (dialog.returnValue === 'do' && text.value.trim()) void comment(path, text.value).catch(complain)
  })
  document.body.append(dialog)
  dialog.showModal()
}

function keys(): void {
  const here = 'here' as const
  const acts: [string, string, string, string][] = [
    ['KeyA', 'A', 'accept', 'key.accept'],
    ['KeyR', 'R', 'reject', 'key.reject'],
    ['KeyE', 'E', 'edit', 'key.edit'],
    ['KeyF', 'F', 'add', 'key.add_field'],
    ['KeyC', 'C', 'comment', 'key.comment'],
    ['KeyU', 'U', 'undo', 'key.undo'],
  ]
  for (const [code, shown, name, label] of acts) bind({ code, shown, label: t(label), scope: here, run: () => void act(name) })
  bind({ code: 'KeyN', shown: 'N', label: t('key.next'), scope: here, run: forward })
  bind({ code: 'KeyJ', shown: 'J', label: t('key.next_field'), scope: here, run: () => step(1) })
  bind({ code: 'KeyK', shown: 'K', label: t('key.previous_field'), scope: here, run: () => step(-1) })
  bind({ code: 'BracketRight', shown: ']', label: t('key.next_event'), scope: here, run: () => turn(1) })
  bind({ code: 'BracketLeft', shown: '[', label: t('key.previous_event'), scope: here, run: () => turn(-1) })
}

function turn(by: number): void {
  const known = cards()
  const here = card()
  go(known[Math.min(known.length - 1, Math.max(0, (here ? known.indexOf(here) : -1) + by))] ?? null)
}
