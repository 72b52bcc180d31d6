import { useSyncExternalStore } from 'react'
import type { Lang } from '../parts/format.ts'

type Entry = string | ((...given: never[]) => string)
type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] }

/** The words of one page in both languages; a word missing in English is a type error. */
export interface Words<T> {
  readonly zh: T
  readonly en: Same<T>
}

/** Declares the words of one page: Chinese first, English with exactly the same keys. */
export const words = <T extends Readonly<Record<string, Entry>>>(zh: T, en: Same<T>): Words<T> => ({ zh, en })

const listeners = new Set<() => void>()
const stored = (): Lang => (typeof localStorage !== 'undefined' && localStorage.getItem('fazhi.language') === 'en' ? 'en' : 'zh')
let current: Lang = stored()

/** Changes the language everywhere and remembers it on this machine. */
export function setLang(lang: Lang): void {
  current = lang
  localStorage.setItem('fazhi.language', lang)
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
  for (const l of listeners) l()
}
const subscribe = (l: () => void) => {
  listeners.add(l)
  return () => listeners.delete(l)
}

/** The language of the interface. */
export const useLang = (): Lang => useSyncExternalStore(subscribe, () => current)

/** The words of a page in the language of the interface. */
export function useWords<T>(w: Words<T>): T | Same<T> {
  return w[useLang()]
}
