// The dialog to correct or add a field, built from the forms that the page brings.

import { find, make } from '../dom'
import { t } from '../words'
import { type Count, CountInput } from './count'
import { PlaceInput } from './place'
import { type Range, words } from './selection'
import type { Form, Held, Input } from './state'

export interface Change {
  field: string
  value: unknown
  evidence: Range[]
  reason: string
}

type Item = Record<string, unknown>

/** Asks which field, where the user has named none. */
export function which(title: string, forms: { label: string; field: string; value: string }[]): Promise<string | null> {
  const form = make('form', { method: 'dialog' }, make('h2', { id: 'which-title' }, title))
  const list = make('div', { class: 'which' })
  for (const { label, field, value } of forms) list.append(make('button', { value, class: `f-${field}` }, label))
  form.append(list, make('p', { class: 'buttons' }, make('button', { value: '' }, t('button.cancel'))))
  return ask(form, 'which-title').then((answer) => answer || null)
}

/** The change that a person enters; null where the dialog is left. `path`: of the item (`casualties[0]`), or `…[+]`. */
export async function edit(form: Form, path: string, record: Held, range: Range | null): Promise<Change | null> {
  const adds = path.endsWith('[+]')
  const kept = adds ? undefined : (at(record, path) as Item | string | undefined)
  const body = new Body(form, kept, range)
  const box = make('form', { method: 'dialog' })
  box.append(make('h2', { id: 'edit-title' }, t(adds ? 'edit.add_title' : 'edit.title', { field: form.label })), ...body.elements)
  box.append(evidence(form, kept, range))
  const reason = make('input', { name: 'reason', required: true, maxlength: '2000', dir: 'auto', value: t('report.reason_edit') })
  box.append(make('label', {}, t('report.reason'), reason))
  const buttons = make('p', { class: 'buttons' }, make('button', { value: 'save', class: 'primary' }, t('edit.save')))
  if (!adds && (form.many || form.path === 'talks')) buttons.append(make('button', { value: 'remove', class: 'bad', formnovalidate: true }, t('edit.remove')))
  buttons.append(make('button', { value: '', formnovalidate: true }, t('button.cancel')))
  box.append(buttons)
  const answer = await ask(box, 'edit-title', () => body.focus())
  if (!answer) return null
  const pieces = range ? [range] : []
  if (answer === 'remove') return { field: path, value: null, evidence: [], reason: reason.value }
  const value = body.value(range ? words(range) : '')
  return value === null ? null : { field: path, value, evidence: pieces, reason: reason.value }
}

function ask(form: HTMLFormElement, title: string, opened: () => void = () => {}): Promise<string> {
  const dialog = make('dialog', { 'aria-labelledby': title, class: 'edit' }, form)
  document.body.append(dialog)
  dialog.showModal()
  opened()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue)
    })
  })
}

function evidence(form: Form, kept: Item | string | undefined, range: Range | null): HTMLElement {
  const box = make('div', { class: 'evidence' }, make('strong', {}, t('edit.evidence')))
  if (range) box.append(make('q', { dir: 'auto', lang: 'ar' }, words(range)))
  else if (typeof kept === 'object' && Array.isArray(kept.evidence)) {
    for (const piece of kept.evidence as Range[]) box.append(make('q', { dir: 'auto', lang: 'ar' }, words(piece)))
  } else if (form.field !== 'event') box.append(make('p', { class: 'notice' }, t('edit.needs_words')))
  return box
}

/** What a slim record has at a path. */
function at(record: Held, path: string): unknown {
  return path.split(/[.[\]]+/).filter(Boolean).reduce<unknown>((value, step) => (value as Item | undefined)?.[step], record)
}

class Body {
  readonly elements: HTMLElement[] = []
  private readonly readers: [Input, (quote: string) => unknown][] = []
  private readonly focuses: (() => void)[] = []
  private readonly item: Item

  constructor(
    private readonly form: Form,
    kept: Item | string | undefined,
    range: Range | null,
  ) {
    this.item = typeof kept === 'object' ? kept : {}
    for (const input of form.inputs) this.add(input, typeof kept === 'string' ? kept : this.item[input.name], range)
  }

  focus(): void {
    this.focuses[0]?.()
  }

  /** The value as the register keeps it: of a field with one entry that is not a list, the entry itself. */
  value(quote: string): unknown {
    if (!this.form.many && this.form.inputs.length === 1) return this.readers[0]?.[1](quote) ?? null
    const made: Item = { ...this.item }
    for (const [input, read] of this.readers) {
      const value = read(quote)
      if (input.kind === 'place') Object.assign(dropped(made), value)
      else if (value === null || value === '' || value === false) delete made[input.name]
      else made[input.name] = value
      if (input.needed && made[input.name] === undefined) return null
    }
    return made
  }

  private add(input: Input, value: unknown, range: Range | null): void {
    if (input.kind === 'count') {
      const made = new CountInput(input.label, value as Count | undefined)
      this.keep(input, made.element, (quote) => made.value(quote), () => made.focus())
    } else if (input.kind === 'place') {
      const made = new PlaceInput(input.label, this.item.name ? this.item : undefined, range ? words(range) : '')
      made.onPrecision = (precision) => {
        const select = find<HTMLSelectElement>('select[name=precision]', made.element.parentElement ?? undefined)
        if (select) select.value = precision
      }
      this.keep(input, made.element, () => made.value(), () => made.focus())
    } else if (input.kind === 'choice') this.choice(input, value)
    else this.plain(input, value, range)
  }

  private choice(input: Input, value: unknown): void {
    const select = make('select', { name: input.name, required: input.needed })
    if (!input.needed) select.append(make('option', { value: '' }, t('edit.not_said')))
    const usual = input.name === 'role' && this.form.path === 'locations' ? 'impact' : input.name === 'status' ? 'unspecified' : undefined
    const joined = typeof value === 'string' && !input.options.some((option) => option.value === value)
    if (joined) select.append(make('option', { value }, value))
    for (const option of input.options) select.append(make('option', { value: option.value }, option.label))
    select.value = String(value ?? usual ?? (input.needed ? (input.options[0]?.value ?? '') : ''))
    this.keep(input, make('label', {}, input.label, select), () => select.value, () => select.focus())
  }

  private plain(input: Input, value: unknown, range: Range | null): void {
    if (input.kind === 'flag') {
      const box = make('input', { type: 'checkbox', name: input.name, checked: value === true })
      return this.keep(input, make('label', { class: 'check' }, box, input.label), () => box.checked, () => box.focus())
    }
    const start = value ?? (input.needed && range && input.kind === 'text' ? words(range) : '')
    const box = make('input', { name: input.name, required: input.needed, maxlength: '300', dir: input.kind === 'text' ? 'auto' : 'ltr', value: String(start) })
    if (input.kind === 'number') box.type = 'number'
    if (input.kind === 'date') box.pattern = '[0-9X./\\-]{2,25}'
    const label = make('label', {}, input.label, box)
    if (input.kind === 'date') label.append(make('small', {}, t('edit.date_help')))
    const read = () => (input.kind === 'number' ? (box.value === '' ? null : box.valueAsNumber) : box.value.trim())
    this.keep(input, label, read, () => box.select())
  }

  private keep(input: Input, element: HTMLElement, read: (quote: string) => unknown, focus: () => void): void {
    this.elements.push(element)
    this.readers.push([input, read])
    this.focuses.push(focus)
  }
}

/** A location without what the gazetteer said of it: its role, precision and words stay. */
function dropped(made: Item): Item {
  for (const key of Object.keys(made)) if (!['role', 'precision', 'evidence'].includes(key)) delete made[key]
  return made
}
