import en from 'antd/es/locale/en_US.js'
import dayjs from 'dayjs'

dayjs.locale('en')
// The types see a CommonJS module, the bundler the module itself.
export const locale = 'default' in en ? en.default : en
