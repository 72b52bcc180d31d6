/** 「公众服务」 The public site as plain pages: values in, HTML out. It asks no service and knows no session. */
export { askedOf } from './asked.ts'
export { calculatorPage } from './calculator.ts'
export { checkedPage, checkPage } from './check.ts'
export { homePage } from './home.ts'
export { publicPaths, type Site } from './page.ts'
export { closedPage, missingPage, refusedPage } from './refused.ts'
