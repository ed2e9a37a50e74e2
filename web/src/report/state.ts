// Where the reader is: the event and the field at hand.

import { all, find } from '../dom'

export interface Held {
  [field: string]: unknown
}

export interface Option {
  value: string
  label: string
}

export interface Input {
  name: string
  label: string
  kind: 'choice' | 'text' | 'number' | 'count' | 'flag' | 'date' | 'place'
  needed: boolean
  options: Option[]
}

export interface Form {
  path: string
  field: string
  label: string
  many: boolean
  inputs: Input[]
}

export interface PageData {
  report: string
  forms: Form[]
  events: Record<string, Held>
}

export function cards(): HTMLElement[] {
  return all<HTMLElement>('.card')
}

export function card(): HTMLElement | null {
  return find<HTMLElement>('.card.here')
}

export function field(): HTMLButtonElement | null {
  return find<HTMLButtonElement>('.field.here')
}

export function waits(one: HTMLElement): boolean {
  return one.dataset.state === 'machine' || one.dataset.state === 'edited'
}

/** Makes a card the one at hand. */
export function go(to: HTMLElement | null, focus = true): void {
  if (!to) return
  for (const one of cards()) one.classList.toggle('here', one === to)
  const about = find('#about')
  if (about) about.textContent = to.dataset.event ?? ''
  if (focus) to.focus({ preventScroll: true })
  const box = to.getBoundingClientRect()
  if (focus && (box.top < 60 || box.top > window.innerHeight * 0.6)) to.scrollIntoView({ block: 'nearest' })
  history.replaceState(null, '', `#${to.dataset.event ?? ''}`)
}
