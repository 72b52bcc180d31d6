import { join } from 'node:path'
import { dataDirectory, restore } from '../services/store/index.ts'
import type { Command } from './command.ts'
import { language } from './language.ts'
import { withStore } from './with-store.ts'

/** The command `restore`: a backup into an empty database. */
export const command: Command = {
  name: 'restore',
  summary: { zh: '把备份恢复到一个空的数据库', en: 'restore a backup into an empty database' },
  usage: 'fazhi restore FILE',
  run: async (args, io) => {
    const [file, ...more] = args
    if (file === undefined || file.startsWith('--') || more.length > 0) {
      io.err(command.usage)
      return 2
    }
    const data = dataDirectory()
    const report = await withStore((store) => restore(store, file, { files: join(data, 'files'), keys: join(data, 'keys') }))
    io.out(
      language() === 'zh'
        ? `已恢复 ${report.tables} 张表 ${report.rows} 行、${report.files} 个文件，校验一致。`
        : `Restored ${report.rows} rows of ${report.tables} tables and ${report.files} files; all checksums agree.`,
    )
    return 0
  },
}
