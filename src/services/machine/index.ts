/** What the machine under this program has and lacks. */
export { ensureBrowser } from './browser.ts'
export { examineMachine, type Finding } from './examine.ts'
