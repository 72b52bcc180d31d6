import type { LegalDay } from '../law/index.ts'

/** 「曾用名称」: what the law called a thing until a day. */
export interface FormerTitle {
  /** The last day of the name. */
  readonly until: LegalDay
  readonly title: string
}

/** The official name on a day: 社区服刑人员 until 2020-06-30, 社区矫正对象 since. */
export function titleOn(thing: { readonly title: string; readonly formerly?: readonly FormerTitle[] }, on: LegalDay): string {
  return thing.formerly?.find((f) => on <= f.until)?.title ?? thing.title
}
