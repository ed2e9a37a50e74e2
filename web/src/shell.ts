// What stands around every page: language, settings, the reminder of a break.

import { post } from './api'
import { find, make } from './dom'
import { complain, later, tell } from './toasts'
import { language, t } from './words'

interface Preferences {
  language: string
  name: string
  theme: string
  breaks: boolean
  graphic: boolean
  keys: boolean
}

const BREAK_MS = 50 * 60_000
const LATER_MS = 10 * 60_000
const BEGUN = 'tawthiq.begun'

function current(): Preferences {
  const form = find<HTMLFormElement>('#settings form')
  const fields = new FormData(form ?? undefined)
  return {
    language,
    name: String(fields.get('name') ?? '').trim(),
    theme: String(fields.get('theme') ?? 'system'),
    breaks: fields.has('breaks'),
    graphic: fields.has('graphic'),
    keys: fields.has('keys'),
  }
}

async function keep(changes: Partial<Preferences>): Promise<void> {
  try {
    await post('/preferences', { ...current(), ...changes })
    location.reload()
  } catch (fault) {
    complain(fault)
  }
}

export function person(): string {
  return current().name
}

/** Opens the settings, so that somebody says who decides. */
export function askName(): void {
  tell(t('error.name'), undefined, true)
  find<HTMLDialogElement>('#settings')?.showModal()
  find<HTMLInputElement>('#settings input[name=name]')?.focus()
}

export function shell(): void {
  const dialog = find<HTMLDialogElement>('#settings')
  find('#settings-open')?.addEventListener('click', () => dialog?.showModal())
  find<HTMLButtonElement>('#language')?.addEventListener('click', (event) => {
    void keep({ language: (event.currentTarget as HTMLElement).dataset.language ?? 'en' })
  })
  dialog?.addEventListener('close', () => {
    if (dialog.returnValue !== 'save') return
    later(t('settings.saved'))
    void keep({})
  })
  if (document.body.dataset.breaks === 'on') breaks()
}

function breaks(): void {
  const begun = Number(sessionStorage.getItem(BEGUN)) || Date.now()
  sessionStorage.setItem(BEGUN, String(begun))
  window.setTimeout(remind, Math.max(0, begun + BREAK_MS - Date.now()))
}

function remind(): void {
  if (document.querySelector('dialog[open]')) {
    window.setTimeout(remind, 60_000)
    return
  }
  const again = (ms: number) => {
    sessionStorage.setItem(BEGUN, String(Date.now() - BREAK_MS + ms))
    window.setTimeout(remind, ms)
  }
  const dialog = make('dialog', { 'aria-labelledby': 'break-title' }, make('h2', { id: 'break-title' }, t('break.title')))
  const form = make('form', { method: 'dialog', class: 'buttons' })
  form.append(make('button', { class: 'primary', value: 'done' }, t('break.done')), make('button', { value: 'later' }, t('break.later')))
  dialog.append(make('p', {}, t('break.text')), form)
  dialog.addEventListener('close', () => {
    dialog.remove()
    again(dialog.returnValue === 'done' ? BREAK_MS : LATER_MS)
  })
  document.body.append(dialog)
  dialog.showModal()
}
