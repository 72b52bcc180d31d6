import { type CodeList, codeTitle, type Field, froms, type Kept, type Step } from '../../kernel/index.ts'
import { bureau } from '../sheet.ts'
import type { Lang } from './format.ts'
import { humanised } from './humanise.ts'

/** The words of the declarations: the official Chinese title, or the humanised identifier in English. */
export const fieldTitle = (name: string, field: Field | undefined, lang: Lang): string =>
  lang === 'zh' ? (field?.title ?? name) : humanised(name)
export const codeText = (list: CodeList, value: string, lang: Lang): string => (lang === 'zh' ? codeTitle(list, value) : humanised(value))
export const stageText = (kept: Kept, stage: string, lang: Lang): string =>
  lang === 'zh' ? (kept.procedure.stages[stage] ?? stage) : humanised(stage)
export const stepText = (key: string, step: Step | undefined, lang: Lang): string => (lang === 'zh' ? (step?.title ?? key) : humanised(key))
export const roleText = (kept: Kept, role: string, lang: Lang): string =>
  lang === 'zh' ? (kept.type.parties[role]?.title ?? role) : humanised(role)
export const recordText = (type: string, lang: Lang): string =>
  lang === 'zh' ? (bureau.records.get(type)?.type.title ?? type) : humanised(type)
export const postText = (post: string, lang: Lang): string => (lang === 'zh' ? (bureau.posts[post]?.title ?? post) : humanised(post))

/** The steps that open a record of this type. */
export function openings(kept: Kept): [string, Step][] {
  return Object.entries(kept.procedure.steps).filter(([, s]) => froms(s).includes('new'))
}
