import { ApiFault } from '../api/client.ts'
import { say } from '../parts/toast.tsx'

/** Says a refusal in one sentence above the page. */
export const sayFault = (lang: 'zh' | 'en') => (fault: unknown) => say(fault instanceof ApiFault ? fault.body[lang] : String(fault), true)
