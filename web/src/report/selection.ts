// Words that the reader selected, as code points of the report's text.

import { find, make } from '../dom'
import { t } from '../words'
import { field } from './state'

export type Range = [number, number]

let kept: Range | null = null

/** The selected words, or those that were selected last and not used yet. */
export function selected(): Range | null {
  return current() ?? kept
}

export function used(): void {
  kept = null
  getSelection()?.removeAllRanges()
  bar()?.remove()
}

export function words(range: Range): string {
  return [...(find('#reading')?.querySelectorAll<HTMLElement>('[data-start]') ?? [])]
    .map((piece) => {
      const start = Number(piece.dataset.start)
      const letters = Array.from(piece.textContent ?? '')
      return letters.slice(Math.max(0, range[0] - start), Math.max(0, range[1] - start)).join('')
    })
    .join('')
}

export function watch(add: () => void, use: () => void): void {
  document.addEventListener('selectionchange', () => {
    const range = current()
    if (range) kept = range
    if (!range) return void window.setTimeout(() => !current() && bar()?.remove(), 250)
    show(add, use)
  })
}

function bar(): HTMLElement | null {
  return find<HTMLElement>('.selection')
}

function show(add: () => void, use: () => void): void {
  bar()?.remove()
  const place = getSelection()?.getRangeAt(0).getBoundingClientRect()
  if (!place || !place.width) return
  const keep = (event: Event) => event.preventDefault()
  const made = make('div', { class: 'selection', role: 'toolbar', 'aria-label': t('report.selection'), mousedown: keep })
  made.append(make('button', { type: 'button', class: 'primary', click: add }, t('report.selection_add'), ' ', make('kbd', {}, 'F')))
  const now = field()
  if (now) {
    const name = find('.name', now)?.textContent ?? ''
    made.append(make('button', { type: 'button', click: use }, t('report.selection_use', { field: name })))
  }
  document.body.append(made)
  const box = made.getBoundingClientRect()
  const left = Math.min(window.innerWidth - box.width - 8, Math.max(8, place.left + place.width / 2 - box.width / 2))
  const above = place.top - box.height - 8
  made.style.left = `${left + window.scrollX}px`
  made.style.top = `${(above < 70 ? place.bottom + 8 : above) + window.scrollY}px`
}

function current(): Range | null {
  const selection = getSelection()
  if (!selection?.rangeCount || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  if (!find('#reading')?.contains(range.commonAncestorContainer)) return null
  const start = point(range.startContainer, range.startOffset, false)
  const end = point(range.endContainer, range.endOffset, true)
  if (start === null || end === null || start >= end) return null
  return trimmed([start, end])
}

/** Without white space at its ends. */
function trimmed([start, end]: Range): Range | null {
  const text = Array.from(words([start, end]))
  const first = text.findIndex((letter) => letter.trim())
  if (first < 0) return null
  let last = text.length
  while (!text[last - 1]?.trim()) last -= 1
  return [start + first, start + last]
}

/** A place in the page as a code point of the text. Scripts count UTF-16 units: an emoji is two of them, and one point. */
function point(node: Node, offset: number, atEnd: boolean): number | null {
  if (node.nodeType === Node.TEXT_NODE) {
    const piece = node.parentElement?.closest<HTMLElement>('[data-start]')
    if (!piece) return null
    return Number(piece.dataset.start) + Array.from((node.textContent ?? '').slice(0, offset)).length
  }
  const inner = node.childNodes[atEnd ? offset - 1 : offset]
  const element = inner instanceof HTMLElement ? inner : null
  const pieces = element?.matches('[data-start]') ? [element] : [...(element?.querySelectorAll<HTMLElement>('[data-start]') ?? [])]
  const piece = atEnd ? pieces.at(-1) : pieces[0]
  if (!piece) return null
  return Number(piece.dataset.start) + (atEnd ? Array.from(piece.textContent ?? '').length : 0)
}
