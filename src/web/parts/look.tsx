import { ConfigProvider, type ConfigProviderProps } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { themeFor } from '../theme.ts'
import { useLang } from '../words/words.ts'
import { usePhone } from './phone.ts'

/** Theme and language of the controls. The controls' own words are loaded when the first page that needs them opens. */
export function Look({ children }: { children: ReactNode }) {
  const lang = useLang()
  const phone = usePhone()
  const [locale, setLocale] = useState<ConfigProviderProps['locale']>()
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
    let current = true
    const load = lang === 'zh' ? import('./locale-zh.ts') : import('./locale-en.ts')
    void load.then((m) => current && setLocale(m.locale))
    return () => {
      current = false
    }
  }, [lang])
  return (
    <ConfigProvider
      theme={themeFor(phone)}
      {...(locale ? { locale } : {})}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      virtual={false}
    >
      {children}
    </ConfigProvider>
  )
}
