import { checkText } from '../../../checker/index.ts'

interface Asked {
  readonly text: string
  readonly lang: 'zh' | 'en'
}

/** Checks beside the page, so that a long report never makes it stand still. */
addEventListener('message', (e: MessageEvent<Asked>) => {
  postMessage(checkText(e.data.text, { lang: e.data.lang }))
})
