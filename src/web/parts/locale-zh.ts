import 'dayjs/locale/zh-cn.js'
import zh from 'antd/es/locale/zh_CN.js'
import dayjs from 'dayjs'

dayjs.locale('zh-cn')
// The types see a CommonJS module, the bundler the module itself.
export const locale = 'default' in zh ? zh.default : zh
