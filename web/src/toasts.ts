// Short messages at the edge of the page, one with a way back.

import { find, make } from './dom'
import { t } from './words'

const SHOWN_MS = 9000
const KEEP = 'tawthiq.toast'

export function tell(text: string, undo?: () => void, bad = false): void {
  const place = find<HTMLElement>('#toasts')
  if (!place) return
  const toast = make('div', { class: bad ? 'toast bad' : 'toast' }, make('span', { dir: 'auto' }, text))
  if (undo) {
    toast.append(make('button', { type: 'button', click: () => (toast.remove(), undo()) }, t('button.undo')))
  }
  toast.append(make('button', { type: 'button', class: 'quiet', 'aria-label': t('button.close'), click: () => toast.remove() }, '✕'))
  while (place.children.length > 2) place.firstElementChild?.remove()
  place.append(toast)
  window.setTimeout(() => toast.remove(), bad ? SHOWN_MS * 2 : SHOWN_MS)
}

export function complain(fault: unknown): void {
  tell(fault instanceof Error ? fault.message : String(fault), undefined, true)
}

/** A message for the page that comes next. */
export function later(text: string): void {
  sessionStorage.setItem(KEEP, text)
}

export function tellKept(): void {
  const text = sessionStorage.getItem(KEEP)
  sessionStorage.removeItem(KEEP)
  if (text) tell(text)
}
