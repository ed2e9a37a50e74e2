// Decisions on the page of a report: each is kept at once, and what the register then holds is shown.

import { Fault, post } from '../api'
import { find } from '../dom'
import { askName, person } from '../shell'
import { complain, tell } from '../toasts'
import { t } from '../words'
import { card } from './state'

/** Brings the page up to date with the register. */
let refresh: () => Promise<void> = async () => {}

export function onRefresh(run: () => Promise<void>): void {
  refresh = run
}

function target(): string {
  return card()?.dataset.target ?? ''
}

function name(): string {
  return card()?.dataset.event ?? ''
}

function reason(usual: string): string {
  return find<HTMLInputElement>('#reason')?.value.trim() || t(`report.reason_${usual}`)
}

function clear(): void {
  const input = find<HTMLInputElement>('#reason')
  if (input) input.value = ''
}

export async function verdict(action: 'accept' | 'reject'): Promise<void> {
  const event = name()
  const said = t(action === 'accept' ? 'report.accepted' : 'report.rejected', { event })
  await decide(`/events/${target()}/${action}`, { reason: reason(action), seen: seen() }, said)
}

export async function change(body: Record<string, unknown>): Promise<void> {
  await decide(`/events/${target()}/edit`, { ...body, seen: seen() }, t('report.edited', { event: name() }))
}

export async function comment(path: string, text: string): Promise<void> {
  await decide(`${path}/comment`, { reason: text }, t('report.commented'), false)
}

export async function undo(): Promise<void> {
  if (!Number(seen())) return tell(t('report.nothing_to_undo'))
  await decide(`/events/${target()}/undo`, { reason: reason('undo') }, t('report.undone'), false)
}

function seen(): number {
  return Number(card()?.dataset.seen ?? 0)
}

async function decide(path: string, body: unknown, said: string, back = true): Promise<void> {
  if (!person()) return askName()
  try {
    await post(path, body)
    clear()
    await refresh()
    tell(said, back ? () => void undo() : undefined)
  } catch (fault) {
    complain(fault)
    if (fault instanceof Fault && fault.kind === 'changed') await refresh()
  }
}
