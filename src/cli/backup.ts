import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { backup, dataDirectory } from '../services/store/index.ts'
import type { Command } from './command.ts'
import { language } from './language.ts'
import { withStore } from './with-store.ts'

/** The command `backup`: everything into one file. The keys stay out unless asked for: they open the sealed identity numbers. */
export const command: Command = {
  name: 'backup',
  summary: { zh: '把全部数据和附件备份到一个文件', en: 'back up all data and attachments into one file' },
  usage: 'fazhi backup FILE [--with-keys]',
  run: async (args, io) => {
    const [file, ...more] = args.filter((argument) => !argument.startsWith('--'))
    const unknown = args.filter((argument) => argument.startsWith('--') && argument !== '--with-keys')
    if (file === undefined || more.length > 0 || unknown.length > 0) {
      io.err(command.usage)
      return 2
    }
    const data = dataDirectory()
    const folders = ['files', ...(args.includes('--with-keys') ? ['keys'] : [])].filter((name) => existsSync(join(data, name)))
    const places = Object.fromEntries(folders.map((name) => [name, join(data, name)]))
    const report = await withStore((store) => backup(store, file, places), true)
    const size = (report.bytes / 1024 ** 2).toFixed(1)
    if (language() === 'zh') {
      io.out(`已备份 ${report.tables} 张表 ${report.rows} 行、${report.files} 个文件，共 ${size} MB：${file}`)
      if (!args.includes('--with-keys')) io.err('备份不含密钥；请把数据目录下的 keys 另行妥善保存，否则身份证号码无法还原。')
    } else {
      io.out(`Backed up ${report.rows} rows of ${report.tables} tables and ${report.files} files, ${size} MB: ${file}`)
      if (!args.includes('--with-keys'))
        io.err('The keys are not in it: keep the directory keys of the data directory apart and safe, or identity numbers stay sealed.')
    }
    return 0
  },
}
