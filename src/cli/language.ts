export type Language = 'zh' | 'en'

/** The language of the terminal: Chinese, unless FAZHI_LANG says en. */
export function language(env: Readonly<Record<string, string | undefined>> = process.env): Language {
  return env.FAZHI_LANG === 'en' ? 'en' : 'zh'
}
