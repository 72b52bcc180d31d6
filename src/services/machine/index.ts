/** What the machine under this program has and lacks. */
export { chineseFont, ensureBrowser, findChromium, hasChineseFont } from './browser.ts'
export { examineMachine, type Finding } from './examine.ts'
