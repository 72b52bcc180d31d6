import { type Bureau, type Indicator, type Kept, type Measure, sentence, type Vocabulary } from '../../kernel/index.ts'

/** 「口径」: what a figure counts, said in one sentence. */
export interface Definition {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly type: Indicator['type']
  readonly version: number
  readonly synonyms: readonly string[]
  readonly sentence: string
  readonly basis?: string
  readonly note?: string
}

/** The words by which the conditions of a record type are printed. */
function wordsOf(bureau: Bureau, kept: Kept): Vocabulary & { readonly title: string } {
  const above = kept.type.parent ? bureau.records.get(kept.type.parent) : undefined
  return {
    title: kept.type.title,
    fields: kept.type.fields,
    stages: kept.procedure.stages,
    parties: kept.type.parties,
    relative: (type) => {
      const other = bureau.records.get(type)
      return other ? wordsOf(bureau, other) : { title: type, fields: {} }
    },
    ...(above ? { parentOf: () => wordsOf(bureau, above) } : {}),
  }
}

/** The definition of a figure, from its declaration. */
export function definitionOf(bureau: Bureau, indicator: Indicator): Definition {
  return {
    id: indicator.id,
    title: indicator.title,
    unit: indicator.unit,
    type: indicator.type,
    version: indicator.version,
    synonyms: indicator.synonyms,
    sentence: indicator.type === 'rate' ? rateSentence(bureau, indicator) : measureSentence(bureau, indicator),
    ...(indicator.basis ? { basis: indicator.basis } : {}),
    ...(indicator.note ? { note: indicator.note } : {}),
  }
}

function measureSentence(bureau: Bureau, m: Measure): string {
  const kept = bureau.records.get(m.record)
  if (!kept) return ''
  const title = (name: string) => kept.type.fields[name]?.title ?? name
  const time =
    m.type === 'flow'
      ? `按${title(m.on)}，期内`
      : m.type === 'cumulative'
        ? `按${title(m.on)}，自有记录以来至期末`
        : `按${title(m.on)}起、${title(m.off ?? '')}止，期末在册`
  const which = m.where ? `${sentence(m.where, wordsOf(bureau, kept))}的${kept.type.title}` : `全部${kept.type.title}`
  const sum = m.sum ? `的${title(m.sum)}合计` : ''
  const exact = m.sum && kept.type.fields[m.sum]?.kind === 'money' && m.unit !== '元' ? `（由元换算，不作舍入）` : ''
  return `${time}；${which}${sum}，单位：${m.unit}${exact}`
}

function rateSentence(bureau: Bureau, rate: Extract<Indicator, { type: 'rate' }>): string {
  const name = (id: string) => bureau.indicators.get(id)?.title ?? id
  const times = rate.unit === '%' ? '×100%' : rate.unit === '‰' ? '×1000‰' : ''
  return `“${name(rate.part)}”÷“${name(rate.whole)}”${times}，保留两位小数，四舍五入；分母为0时不计算（—）`
}
