// Incidents: linking, merging, splitting, taking back.

import { post } from './api'
import { all, find, make } from './dom'
import { bind } from './keys'
import { askName, person } from './shell'
import { complain, later } from './toasts'
import { many, t } from './words'

interface Linked {
  incident: string
}

export function start(): void {
  act('#link-now', '', 'KeyL', () => void run('/link', {}))
  act('#split', 'S', 'KeyS', split)
  act('#merge', 'M', 'KeyM', () => void merge())
  act('#undo-link', 'U', 'KeyU', () => void run(`/incidents/${find<HTMLElement>('#undo-link')?.dataset.incident}/undo`, { reason: t('report.reason_undo') }))
  act('#same', 'A', 'KeyA', () => void decide('/incidents/merge', t('incident.reason_merge'), {}))
  act('#apart', 'R', 'KeyR', () => void decide('/incidents/relate', t('incident.reason_apart'), { kind: 'different' }))
}

/** A button that also has a key. */
function act(selector: string, shown: string, code: string, go: () => void): void {
  const button = find<HTMLButtonElement>(selector)
  if (!button) return
  button.addEventListener('click', go)
  if (shown) bind({ code, shown, label: button.textContent?.replace(shown, '').trim() ?? '', scope: 'here', run: go })
}

async function run(path: string, body: unknown): Promise<void> {
  if (path !== '/link' && !person()) return askName()
  try {
    const made = await post<Partial<Linked>>(path, body)
    later(t('incident.done'))
    if (made.incident && location.pathname.startsWith('/incidents/')) location.assign(`/incidents/${made.incident}`)
    else if (made.incident) location.assign('/incidents')
    else location.reload()
  } catch (fault) {
    complain(fault)
  }
}

async function decide(path: string, usual: string, more: Record<string, string>): Promise<void> {
  const { one, other } = find<HTMLElement>('#same')?.dataset ?? {}
  const reason = await ask(find('h1')?.textContent ?? '', usual)
  if (reason) await run(path, { one, other, reason: reason.reason, ...more })
}

function split(): void {
  const events = all<HTMLInputElement>('input[name=member]:checked').map((box) => box.value)
  if (!events.length) return complain(t('incident.nothing_picked'))
  void ask(many('incident.split_title', events.length), t('incident.reason_split')).then((answer) => {
    if (answer) void run('/incidents/split', { events, reason: answer.reason })
  })
}

async function merge(): Promise<void> {
  const one = find<HTMLElement>('#merge')?.dataset.incident ?? ''
  const other = make('input', { required: true, maxlength: '200', dir: 'ltr', name: 'other' })
  const label = make('label', {}, t('incident.merge_help'), other)
  const answer = await ask(t('incident.merge'), t('incident.reason_merge'), label)
  if (answer) await run('/incidents/merge', { one, other: other.value.trim(), reason: answer.reason })
}

function ask(title: string, usual: string, ...more: HTMLElement[]): Promise<{ reason: string } | null> {
  const reason = make('input', { required: true, maxlength: '2000', dir: 'auto', value: usual })
  const form = make('form', { method: 'dialog' }, make('h2', { id: 'ask-title' }, title), ...more, make('label', {}, t('report.reason'), reason))
  const buttons = make('p', { class: 'buttons' }, make('button', { class: 'primary', value: 'do' }, t('edit.save')))
  buttons.append(make('button', { value: '', formnovalidate: true }, t('button.cancel')))
  form.append(buttons)
  const dialog = make('dialog', { 'aria-labelledby': 'ask-title' }, form)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'do' ? { reason: reason.value } : null)
    })
  })
}
