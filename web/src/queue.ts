// The queue: rows by keyboard, several decided at once, saved views.

import { post } from './api'
import { all, find, make } from './dom'
import { bind } from './keys'
import { askName, person } from './shell'
import { complain, tell } from './toasts'
import { many, t } from './words'

interface BulkMade {
  made: [string, number][]
  failed: [string, string][]
}

type Action = 'accept' | 'reject'

let at = -1

export function start(): void {
  picks()
  views()
  rowKeys()
  tidy()
}

function rows(): HTMLTableRowElement[] {
  return all<HTMLTableRowElement>('#queue-list tbody tr')
}

function picked(): string[] {
  return all<HTMLInputElement>('#queue-list input[name=pick]:checked').map((box) => box.value)
}

function picks(): void {
  const boxes = all<HTMLInputElement>('#queue-list input[name=pick]')
  const whole = find<HTMLInputElement>('#pick-all')
  whole?.addEventListener('change', () => {
    for (const box of boxes) box.checked = whole.checked
    count()
  })
  for (const box of boxes) box.addEventListener('change', count)
  for (const button of all<HTMLButtonElement>('[data-bulk]')) {
    button.addEventListener('click', () => confirmBulk(button.dataset.bulk as Action))
  }
  count()
}

function count(): void {
  const number = picked().length
  const bar = find<HTMLElement>('#bulk')
  if (bar) bar.hidden = number === 0
  const told = find('#bulk-count')
  if (told) told.textContent = many('queue.selected', number)
  for (const row of rows()) row.classList.toggle('picked', Boolean(find('input:checked', row)))
  const whole = find<HTMLInputElement>('#pick-all')
  if (whole) whole.indeterminate = number > 0 && number < rows().length
}

function confirmBulk(action: Action): void {
  const targets = picked()
  if (!targets.length) return
  if (!person()) return askName()
  const reason = make('input', { name: 'reason', required: true, maxlength: '2000', dir: 'auto', value: t(`report.reason_${action}`) })
  const form = make('form', { method: 'dialog' }, make('h2', { id: 'bulk-title' }, many(`queue.bulk_${action}`, targets.length)))
  form.append(make('label', {}, t('queue.bulk_reason'), reason))
  const act = make('button', { value: 'do', class: action === 'accept' ? 'good' : 'bad' }, t(`report.${action}`))
  form.append(make('p', { class: 'buttons' }, act, make('button', { value: 'no', formnovalidate: true }, t('button.cancel'))))
  const dialog = make('dialog', { 'aria-labelledby': 'bulk-title' }, form)
  dialog.addEventListener('close', () => {
    dialog.remove()
    if (dialog.returnValue === 'do') void bulk(action, targets, reason.value)
  })
  document.body.append(dialog)
  dialog.showModal()
  reason.select()
}

async function bulk(action: Action, events: string[], reason: string): Promise<void> {
  try {
    const found = await post<BulkMade>('/bulk', { action, events, reason })
    mark(found.made.map(([target]) => target), action === 'accept' ? 'accepted' : 'rejected')
    for (const [, why] of found.failed) complain(why)
    tell(many('queue.bulk_done', found.made.length), () => void undo(found.made))
  } catch (fault) {
    complain(fault)
  }
}

async function undo(made: [string, number][]): Promise<void> {
  try {
    await post<BulkMade>('/bulk/undo', { decisions: made, reason: t('report.reason_undo') })
    location.reload()
  } catch (fault) {
    complain(fault)
  }
}

function mark(targets: string[], state: string): void {
  for (const row of rows()) {
    if (!targets.includes(row.dataset.target ?? '')) continue
    row.classList.add('done')
    const badge = find<HTMLElement>('.state', row)
    if (badge) {
      badge.className = `state state-${state}`
      badge.textContent = t(`state.${state}`)
    }
    const box = find<HTMLInputElement>('input', row)
    if (box) box.checked = false
  }
  count()
}

function rowKeys(): void {
  const here = 'here' as const
  bind({ code: 'KeyJ', shown: 'J', label: t('key.next_row'), scope: here, run: () => step(1) })
  bind({ code: 'KeyK', shown: 'K', label: t('key.previous_row'), scope: here, run: () => step(-1) })
  bind({ code: 'Enter', shown: '↵', label: t('key.open'), scope: here, run: () => open() })
  bind({ code: 'KeyX', shown: 'X', label: t('key.select'), scope: here, run: () => pick() })
  bind({ code: 'KeyX', shown: '⇧X', shift: true, label: t('key.select_all'), scope: here, run: () => find<HTMLInputElement>('#pick-all')?.click() })
  bind({ code: 'KeyA', shown: '⇧A', shift: true, label: t('key.bulk_accept'), scope: here, run: () => confirmBulk('accept') })
  bind({ code: 'KeyR', shown: '⇧R', shift: true, label: t('key.bulk_reject'), scope: here, run: () => confirmBulk('reject') })
  bind({ code: 'KeyN', shown: 'N', label: t('key.next'), scope: here, run: () => find<HTMLAnchorElement>('#queue-start')?.click() })
}

function step(by: number): void {
  const known = rows()
  if (!known.length) return
  at = Math.min(known.length - 1, Math.max(0, at + by))
  for (const row of known) row.classList.remove('here')
  const row = known[at]
  row?.classList.add('here')
  row?.scrollIntoView({ block: 'nearest' })
  find<HTMLAnchorElement>('a.row', row)?.focus({ preventScroll: true })
}

function open(): void {
  find<HTMLAnchorElement>('a.row', rows()[Math.max(0, at)])?.click()
}

function pick(): void {
  const row = rows()[at]
  if (row) find<HTMLInputElement>('input', row)?.click()
}

/** Leaves out of the address what says nothing. */
function tidy(): void {
  const form = find<HTMLFormElement>('#filter')
  form?.addEventListener('submit', () => {
    for (const input of all<HTMLInputElement | HTMLSelectElement>('input, select', form)) {
      const usual = input.name === 'state' ? 'open' : input.name === 'order' ? 'urgent' : ''
      if (input.value === usual) input.disabled = true
    }
  })
}

// Views are words of an address with a name, kept in this browser.
const VIEWS = 'tawthiq.views'

function known(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(VIEWS) ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}

function views(): void {
  show()
  find('#view-save')?.addEventListener('click', () => {
    const name = make('input', { name: 'name', required: true, maxlength: '60', dir: 'auto' })
    const form = make('form', { method: 'dialog' }, make('h2', { id: 'view-title' }, t('views.save')), make('label', {}, t('views.name'), name))
    form.append(make('p', { class: 'buttons' }, make('button', { class: 'primary', value: 'do' }, t('edit.save')), make('button', { value: 'no', formnovalidate: true }, t('button.cancel'))))
    const dialog = make('dialog', { 'aria-labelledby': 'view-title' }, form)
    dialog.addEventListener('close', () => {
      dialog.remove()
      if (dialog.returnValue !== 'do' || !name.value.trim()) return
      localStorage.setItem(VIEWS, JSON.stringify({ ...known(), [name.value.trim()]: location.search.slice(1) }))
      show()
    })
    document.body.append(dialog)
    dialog.showModal()
  })
}

function show(): void {
  const place = find<HTMLElement>('#views')
  if (!place) return
  place.replaceChildren()
  for (const [name, query] of Object.entries(known())) {
    const forget = () => {
      const { [name]: _, ...rest } = known()
      localStorage.setItem(VIEWS, JSON.stringify(rest))
      show()
    }
    const label = t('views.remove', { name })
    const link = make('a', { href: `/?${query}` }, make('bdi', {}, name))
    if (query === location.search.slice(1)) link.setAttribute('aria-current', 'true')
    place.append(make('span', { class: 'view' }, link, make('button', { type: 'button', class: 'quiet', 'aria-label': label, click: forget }, '✕')))
  }
}
