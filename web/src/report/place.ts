// The place of an event: its name in the report, and which place of the gazetteer is meant.

import { get } from '../api'
import { make } from '../dom'
import { complain } from '../toasts'
import { language, t } from '../words'

interface Place {
  place_id: string | null
  label_ar: string | null
  label_en: string | null
  country: string | null
  admin1: string | null
  admin2: string | null
  lat: number | null
  lon: number | null
  radius_km: number | null
  precision: string
  why: string
}

const KNOWN = ['place_id', 'label_ar', 'label_en', 'country', 'admin1', 'admin2', 'lat', 'lon', 'radius_km'] as const

export class PlaceInput {
  readonly element: HTMLElement
  readonly name: HTMLInputElement
  private readonly list: HTMLElement
  private chosen: Place | 'keep' | 'none'
  /** What to do once the precision of the chosen place is known. */
  onPrecision: (precision: string) => void = () => {}

  constructor(
    label: string,
    private readonly kept: Record<string, unknown> | undefined,
    words: string,
  ) {
    this.chosen = kept ? 'keep' : 'none'
    this.name = make('input', { value: String(kept?.name ?? words), required: true, maxlength: '200', dir: 'auto', lang: 'ar' })
    this.list = make('div', { class: 'places', role: 'radiogroup', 'aria-label': t('edit.place_choose') })
    const look = make('button', { type: 'button', click: () => void this.look() }, t('edit.place_find'))
    this.element = make('div', { class: 'place-input' }, make('label', {}, label, this.name), look, this.list)
    this.show([])
  }

  focus(): void {
    this.name.focus()
  }

  /** The location's fields as the register keeps them. */
  value(): Record<string, unknown> {
    const name = this.name.value.trim()
    if (this.chosen === 'keep') return { ...this.kept, name }
    if (this.chosen === 'none') return { name }
    const found: Record<string, unknown> = { name }
    for (const key of KNOWN) if (this.chosen[key] !== null) found[key] = this.chosen[key]
    return found
  }

  private async look(): Promise<void> {
    try {
      const found = await get<{ places: Place[] }>(`/places?q=${encodeURIComponent(this.name.value.trim())}`)
      this.show(found.places)
      if (!found.places.length) this.list.prepend(make('p', {}, t('edit.place_none')))
    } catch (fault) {
      complain(fault)
    }
  }

  private show(places: Place[]): void {
    this.list.replaceChildren()
    if (this.kept) this.add(t('edit.place_keep'), 'keep', true)
    places.forEach((place, at) => {
      const name = (language === 'ar' ? place.label_ar : null) ?? place.label_en ?? place.label_ar ?? '?'
      const area = [place.admin2, place.admin1, place.country].filter(Boolean).join(', ')
      this.add(`${name} — ${area}`, place, !this.kept && at === 0)
    })
    this.add(t('edit.place_unknown'), 'none', !this.kept && !places.length)
  }

  private add(label: string, value: Place | 'keep' | 'none', on: boolean): void {
    const choose = () => {
      this.chosen = value
      if (typeof value === 'object') this.onPrecision(value.precision)
    }
    const radio = make('input', { type: 'radio', name: 'place-choice', checked: on, change: choose })
    this.list.append(make('label', { class: 'check' }, radio, make('bdi', {}, label)))
    if (on) choose()
  }
}
