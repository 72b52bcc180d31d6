import type { ComponentType } from 'react'

/** A screen made for one line, beside the general ledger and record pages. */
export interface LinePage {
  readonly line: string
  readonly path: string
  readonly title: { readonly zh: string; readonly en: string }
  /** Shown in the navigation under its line. */
  readonly nav: boolean
  readonly load: () => Promise<ComponentType>
}

/** All bespoke screens; each lives in `src/web/lines/<line>/` and is loaded when opened. */
export const linePages: readonly LinePage[] = []
