// A count as a person enters it: how the text counts, and the numbers; what follows from them is the code book's.

import { make } from '../dom'
import { t } from '../words'

export interface Count {
  quote: string
  quantifier: string
  stated?: number[]
  min?: number
  best?: number
  max?: number
}

const KINDS = ['exact', 'at_least', 'more_than', 'at_most', 'approximately', 'range', 'plural', 'tens', 'hundreds', 'none'] as const
const LABELS: Record<string, string> = { approximately: 'about' }
const NUMBERS: Record<string, number> = { exact: 1, at_least: 1, more_than: 1, at_most: 1, approximately: 1, range: 2 }
const FIXED: Record<string, Partial<Count>> = { plural: { min: 2 }, tens: { min: 10 }, hundreds: { min: 100 }, none: { min: 0, best: 0, max: 0 } }

export class CountInput {
  readonly element: HTMLElement
  private readonly kind: HTMLSelectElement
  private readonly first: HTMLInputElement
  private readonly last: HTMLInputElement
  private readonly kept: Count | undefined

  constructor(label: string, kept: Count | undefined) {
    this.kept = kept
    const known = (KINDS as readonly string[]).includes(kept?.quantifier ?? 'exact')
    const kinds = known ? [...KINDS] : [kept?.quantifier ?? 'exact', ...KINDS]
    this.kind = make('select', { 'aria-label': t('edit.count_kind'), change: () => this.fit() })
    for (const kind of kinds) {
      const name = known || (KINDS as readonly string[]).includes(kind) ? t(`edit.count_${LABELS[kind] ?? kind}`) : (kept?.quote ?? kind)
      this.kind.append(make('option', { value: kind }, name))
    }
    this.kind.value = kept?.quantifier ?? 'exact'
    const number = { type: 'number', min: '0', max: '9999999', inputmode: 'numeric' }
    this.first = make('input', { ...number, 'aria-label': t('edit.count_number'), value: String(kept?.stated?.[0] ?? kept?.best ?? kept?.min ?? '') })
    this.last = make('input', { ...number, 'aria-label': t('edit.count_to'), value: String(kept?.stated?.[1] ?? kept?.max ?? '') })
    this.element = make('fieldset', { class: 'count-input' }, make('legend', {}, label), this.kind, this.first, this.last)
    this.fit()
  }

  focus(): void {
    this.first.focus()
    this.first.select()
  }

  /** The count; null where a number is missing. `quote`: the words that it was read from. */
  value(quote: string): Count | null {
    const quantifier = this.kind.value
    if (this.kept && quantifier === this.kept.quantifier && !(quantifier in NUMBERS)) return this.kept
    const numbers = [this.first, this.last].slice(0, NUMBERS[quantifier] ?? 0).map((input) => input.valueAsNumber)
    if (numbers.some((number) => !Number.isInteger(number))) return null
    const said = quote || this.kept?.quote || numbers.join('–') || quantifier
    const made: Count = { quote: said, quantifier: numbers[0] === 0 && quantifier === 'exact' ? 'none' : quantifier, ...bounds(quantifier, numbers) }
    if (numbers.length && made.quantifier !== 'none') made.stated = numbers
    return made
  }

  private fit(): void {
    const wanted = NUMBERS[this.kind.value] ?? 0
    this.first.hidden = wanted < 1
    this.last.hidden = wanted < 2
    this.first.required = wanted > 0
    this.last.required = wanted > 1
  }
}

function bounds(quantifier: string, numbers: number[]): Partial<Count> {
  const [n = 0, last = n] = numbers
  if (quantifier === 'exact') return { min: n, best: n, max: n }
  if (quantifier === 'at_least') return { min: n }
  if (quantifier === 'more_than') return { min: n + 1 }
  if (quantifier === 'at_most') return { min: Math.min(1, n), max: n }
  if (quantifier === 'approximately') return { min: Math.floor(0.9 * n + 0.5), best: n, max: Math.floor(1.1 * n + 0.5) }
  if (quantifier === 'range') return { min: n, max: last }
  return FIXED[quantifier] ?? {}
}
