// Keys: by their place on the keyboard, so that they are the same under an Arabic layout. `?` lists them.

import { find, make } from './dom'
import { t } from './words'

export interface Key {
  /** KeyboardEvent.code, or two of them after one another: `KeyG KeyQ`. */
  code: string
  /** What is printed on the key. */
  shown: string
  label: string
  run: (event: KeyboardEvent) => void
  scope: 'everywhere' | 'here'
  shift?: boolean
}

const keys: Key[] = []
let begun = ''
let timer = 0

export function bind(key: Key): void {
  keys.push(key)
}

export function listen(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (writes(event.target) || document.querySelector('dialog[open]')) return
    if (event.key === '?' || event.key === '؟') {
      event.preventDefault()
      help()
      return
    }
    if (document.body.dataset.keys === 'off') return
    const found = match(event)
    if (found) {
      event.preventDefault()
      found.run(event)
    }
  })
}

function match(event: KeyboardEvent): Key | undefined {
  const whole = begun ? `${begun} ${event.code}` : event.code
  begun = ''
  window.clearTimeout(timer)
  const found = keys.find((key) => key.code === whole && Boolean(key.shift) === event.shiftKey)
  if (!found && keys.some((key) => key.code.startsWith(`${event.code} `)) && !event.shiftKey) {
    begun = event.code
    timer = window.setTimeout(() => (begun = ''), 1200)
    event.preventDefault()
  }
  if (found && (event.code === 'Enter' || event.code === 'Space') && event.target !== document.body && acts(event.target)) {
    return undefined
  }
  return found
}

function writes(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

function acts(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('a, button, summary, input')
}

/** The list of all keys. */
export function help(): void {
  const dialog = make('dialog', { class: 'help', 'aria-labelledby': 'help-title' })
  dialog.append(make('h2', { id: 'help-title' }, t('help.title')))
  for (const scope of ['here', 'everywhere'] as const) {
    const here = keys.filter((key) => key.scope === scope)
    if (!here.length) continue
    const list = make('dl')
    for (const key of here) {
      const printed = key.shown.split(' ').map((one) => make('kbd', {}, one))
      list.append(make('div', {}, make('dt', {}, ...printed), make('dd', {}, key.label)))
    }
    dialog.append(make('h3', {}, t(`help.${scope}`)), list)
  }
  dialog.append(make('form', { method: 'dialog', class: 'buttons' }, make('button', { class: 'primary' }, t('button.close'))))
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

export function bindEverywhere(): void {
  const pages: [string, string, string, string][] = [
    ['KeyQ', 'Q', '/', 'key.queue'],
    ['KeyI', 'I', '/incidents', 'key.incidents'],
    ['KeyM', 'M', '/map', 'key.map'],
    ['KeyO', 'O', '/overview', 'key.overview'],
    ['KeyA', 'A', '/add', 'key.add'],
  ]
  for (const [code, shown, href, label] of pages) {
    bind({ code: `KeyG ${code}`, shown: `G ${shown}`, label: t(label), scope: 'everywhere', run: () => location.assign(href) })
  }
  keys.push({ code: 'Help', shown: '?', label: t('key.help'), scope: 'everywhere', run: help })
  find<HTMLButtonElement>('#help-open')?.addEventListener('click', help)
}
