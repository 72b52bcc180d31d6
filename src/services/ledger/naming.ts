import type { Kept } from '../../kernel/index.ts'

/** How a record is called in a list: the values of its label fields. */
export function labelOf(kept: Kept, values: Readonly<Record<string, unknown>>, unitName: (code: string) => string): string {
  const words = kept.type.label.flatMap((name) => {
    const [v, f] = [values[name], kept.type.fields[name]]
    if (v === null || v === undefined || !f || f.sensitivity !== 'open') return []
    if (f.codes) return [f.codes.codes[String(v)]?.title ?? String(v)]
    if (f.kind === 'unit') return [unitName(String(v))]
    return f.kind === 'link' ? [] : [String(v)]
  })
  const text = words.join(' ')
  return text.length > 60 ? `${text.slice(0, 59)}…` : text || kept.type.title
}

/** Fills a number pattern; `{seq}` has no leading zeros, as official numbers have none. */
export function fillNumber(pattern: string, v: { unit: string; place: string; year: number; seq: number }): string {
  return pattern
    .replaceAll('{unit}', v.unit)
    .replaceAll('{place}', v.place)
    .replaceAll('{year}', String(v.year))
    .replaceAll('{seq}', String(v.seq))
}

/** 铁铺镇 → 铁铺; 潮州市湘桥区 → 湘桥: the word that stands in a document number. */
export const placeOf = (name: string): string => {
  const short = name.replace(/^.*[省市](?=.)/, '').replace(/(街道|镇|乡|村|社区|区|县|市)$/, '')
  return short || name
}
