// The messages of the page's language, as the server sent them.

import { data } from './dom'

const messages = data<Record<string, string>>('messages') ?? {}
export const language = document.documentElement.lang === 'ar' ? 'ar' : 'en'

/** The message with its values. One that is missing shows its key, which a test finds. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  return fill(messages[key] ?? key, values)
}

/** The form of a counting message that goes with a number: English 1 and others; Arabic 0, 1, 2, 3–10, 11–99, others. */
export function many(key: string, n: number): string {
  const forms = (messages[key] ?? key).split(' | ')
  return fill(forms[form(n)] ?? key, { n: n.toLocaleString('en') })
}

export function has(key: string): boolean {
  return key in messages
}

function form(n: number): number {
  if (language === 'en') return n === 1 ? 0 : 1
  if (n <= 2) return n
  const rest = n % 100
  return rest >= 3 && rest <= 10 ? 3 : rest >= 11 ? 4 : 5
}

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
