// Requests to the desk's own API. A fault comes back as one sentence for the reader.

import { find } from './dom'
import { has, t } from './words'

export class Fault extends Error {
  constructor(
    readonly kind: string,
    message: string,
  ) {
    super(message)
  }
}

const token = find<HTMLMetaElement>('meta[name=tawthiq-token]')?.content ?? ''

export async function get<T>(path: string): Promise<T> {
  return ask<T>(path, {})
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  return ask<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

export async function send<T>(path: string, form: FormData): Promise<T> {
  return ask<T>(path, { method: 'POST', body: form })
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  let answer: Response
  try {
    answer = await fetch(`/api/v1${path}`, { ...init, headers: { ...init.headers, 'x-tawthiq-token': token } })
  } catch {
    throw new Fault('network', t('error.network'))
  }
  if (answer.ok) return (await answer.json()) as T
  const told = (await answer.json().catch(() => ({}))) as { error?: string; message?: string }
  const kind = told.error ?? 'fault'
  const known = kind !== 'title' && has(`error.${kind}`)
  throw new Fault(kind, known ? t(`error.${kind}`) : (told.message ?? t('error.fault')))
}
