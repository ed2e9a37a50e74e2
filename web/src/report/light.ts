// A field lights its words, words open their field.

import { all, find } from '../dom'
import { card, cards, field, go } from './state'

export function light(): void {
  for (const button of all<HTMLButtonElement>('.field')) {
    button.addEventListener('click', () => choose(button, true))
    button.addEventListener('focus', () => choose(button, false))
    button.addEventListener('mouseenter', () => glow(button.id, 'hover'))
    button.addEventListener('mouseleave', () => glow('', 'hover'))
  }
  for (const mark of all<HTMLElement>('mark[data-rows]')) mark.addEventListener('click', () => openFrom(mark))
}

/** Makes a field the one at hand and lights its words. */
export function choose(button: HTMLButtonElement, scroll: boolean): void {
  if (field() === button && !scroll) return
  for (const other of all('.field.here')) other.classList.remove('here')
  button.classList.add('here')
  const owner = button.closest<HTMLElement>('.card')
  if (owner && owner !== card()) go(owner, false)
  glow(button.id, 'lit')
  const first = find<HTMLElement>('mark.lit')
  if (!first) return
  for (let fold = first.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) fold.open = true
  const box = first.getBoundingClientRect()
  if (box.top < 70 || box.bottom > window.innerHeight - 90) first.scrollIntoView({ block: 'center', behavior: calm() ? 'auto' : 'smooth' })
}

function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

function glow(row: string, name: 'lit' | 'hover'): void {
  for (const mark of all<HTMLElement>(`mark.${name}`)) mark.classList.remove(name)
  if (!row) return
  for (const mark of all<HTMLElement>('mark[data-rows]')) {
    if (mark.dataset.rows?.split(' ').includes(row)) mark.classList.add(name)
  }
}

/** The fields that rest on these words, one after another with each click. */
function openFrom(mark: HTMLElement): void {
  if (String(getSelection()).length > 0) return
  const rows = mark.dataset.rows?.split(' ') ?? []
  const at = rows.indexOf(field()?.id ?? '')
  const button = document.getElementById(rows[(at + 1) % rows.length] ?? '') as HTMLButtonElement | null
  if (!button) return
  choose(button, false)
  button.focus({ preventScroll: true })
  button.scrollIntoView({ block: 'nearest' })
}

export function step(by: number): void {
  const owner = card() ?? cards()[0]
  if (!owner) return
  const fields = all<HTMLButtonElement>('.field', owner)
  const now = field()
  const at = now ? fields.indexOf(now) : -1
  const next = fields[Math.min(fields.length - 1, Math.max(0, at + by))]
  if (!next) return
  choose(next, true)
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
}
